package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.train.Extension;

/// The first stage: one network that holds every block in both forms learns to work with any of them pruned.
///
/// The sandwich rule (Yu and Huang, "Universally Slimmable Networks", ICCV 2019): in each step the gradients of four sets are added
/// up: no block pruned, all of them, and two drawn ones. Weights are shared by both forms, scales and shifts of normalisations within
/// blocks are not.
final class Supernet implements Extension {

    /// Sets in a step.
    static final int SETS = 4;

    private final PrunedNetwork pruned;
    private final long seed;
    private final List<Mixer> mixers = new ArrayList<>();

    Supernet(PrunedNetwork pruned, long seed) {
        this.pruned = pruned;
        this.seed = seed;
    }

    @Override
    public void attach(TrainableGraph network) {
        pruned.blocks().forEach(b -> mixers.add(new Mixer(b.mixes())));
        Mixer.attach(network, mixers);
    }

    @Override
    public int passes() {
        return SETS;
    }

    @Override
    public void before(Moment moment, int pass) {
        SplittableRandom random = new SplittableRandom(seed + moment.step() * SETS + pass);
        for (Mixer mixer : mixers) {
            boolean prunes = pass == 0 ? false : pass == 1 || random.nextBoolean();
            mixer.setLambda(prunes ? 1 : 0);
        }
    }
}
