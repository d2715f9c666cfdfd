package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.graph.Value;

/// Where each block of a network that runs stands between its given and its pruned form.
///
/// Kernels that are cropped as a part of the pruned form go with lambda; outer taps that the schedule takes away stay until they are set.
final class Forms {

    private final List<Form> forms = new ArrayList<>();
    private final List<TapMask> taps = new ArrayList<>();

    /// @param crop what is left of a kernel that is cropped with lambda; null for none
    private record Form(Mixer mixer, @Nullable TapMask crop) {}

    private Forms() {}

    /// Puts the forms of all blocks into a network, as given.
    static Forms in(TrainableGraph network, List<PrunedBlock> blocks) {
        Forms all = new Forms();
        for (PrunedBlock block : blocks) {
            TapMask crop = null;
            PrunedBlock.Reduction reduction = block.reduced().orElse(null);
            if (reduction != null) {
                Value weight = network.graph().node(reduction.node()).orElseThrow().input(1);
                TapMask mask = new TapMask(reduction.kept());
                network.attach(network.parameter(weight).orElseThrow(), mask);
                if (reduction.withLambda()) {
                    crop = mask;
                } else {
                    all.taps.add(mask);
                }
            }
            all.forms.add(new Form(new Mixer(block.mixes()), crop));
        }
        Mixer.attach(network, all.forms.stream().map(Form::mixer).toList());
        return all;
    }

    int size() {
        return forms.size();
    }

    /// @param block its position among the blocks
    /// @param lambda 0 as given, 1 pruned
    void set(int block, double lambda) {
        Form form = forms.get(block);
        form.mixer().setLambda(lambda);
        if (form.crop() != null) {
            form.crop().setLeft(1 - lambda);
        }
    }

    /// The same for all blocks.
    void setAll(double lambda) {
        for (int i = 0; i < size(); i++) {
            set(i, lambda);
        }
    }

    /// True if there are outer taps that go by the schedule.
    boolean hasTaps() {
        return !taps.isEmpty();
    }

    /// @param left what is left of them, 1 to 0
    void setTaps(double left) {
        taps.forEach(m -> m.setLeft(left));
    }
}
