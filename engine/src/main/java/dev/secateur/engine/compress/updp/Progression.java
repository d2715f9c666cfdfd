package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.train.Extension;

/// The third stage: lambda grows with every step, and outer taps go.
final class Progression implements Extension {

    private final PrunedNetwork pruned;
    private final Schedule schedule;
    private final List<Mixer> mixers = new ArrayList<>();
    private final List<TapMask> masks = new ArrayList<>();
    private final List<TapMask> crops = new ArrayList<>();
    private double lambda;
    private double taps = 1;

    Progression(PrunedNetwork pruned, Schedule schedule) {
        this.pruned = pruned;
        this.schedule = schedule;
    }

    @Override
    public void attach(TrainableGraph network) {
        pruned.blocks().forEach(b -> mixers.add(new Mixer(b.mixes())));
        Mixer.attach(network, mixers);
        for (PrunedBlock block : pruned.blocks()) {
            block.reduced().ifPresent(reduction -> {
                Value weight = network.graph().node(reduction.node()).orElseThrow().input(1);
                TapMask mask = new TapMask(reduction.kept());
                (reduction.withLambda() ? crops : masks).add(mask);
                network.attach(network.parameter(weight).orElseThrow(), mask);
            });
        }
    }

    @Override
    public void before(Moment moment, int pass) {
        set(schedule.lambda(moment.fraction()), schedule.taps((moment.step() + 1.0) / moment.total()));
    }

    private void set(double newLambda, double newTaps) {
        lambda = newLambda;
        taps = newTaps;
        mixers.forEach(m -> m.setLambda(newLambda));
        masks.forEach(m -> m.setLeft(newTaps));
        crops.forEach(m -> m.setLeft(1 - newLambda));
    }

    /// Weights on the way are never kept: they are not those of the network that is merged.
    @Override
    public boolean mayKeep(Moment moment) {
        return lambda == 1 && (taps == 0 || masks.isEmpty());
    }

    /// How far the blocks are.
    double lambda() {
        return lambda;
    }

    /// What is left of outer taps; 0 if there are none.
    double taps() {
        return masks.isEmpty() ? 0 : taps;
    }
}
