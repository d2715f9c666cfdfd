package dev.secateur.engine.compress.updp;

import java.util.Objects;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.train.Extension;

/// The first stage: one network that holds every block in both forms learns to work with any of them pruned.
///
/// The sandwich rule (Yu and Huang, "Universally Slimmable Networks", ICCV 2019): in each step the gradients of four sets are added
/// up: no block pruned, all of them, and two drawn ones. Weights are shared by both forms, and so are normalisations within blocks, whose
/// statistics are taken anew before a set is measured.
final class Supernet implements Extension {

    /// Sets in a step.
    static final int SETS = 4;

    private final PrunedNetwork pruned;
    private final long seed;
    private @Nullable Forms forms;

    Supernet(PrunedNetwork pruned, long seed) {
        this.pruned = pruned;
        this.seed = seed;
    }

    @Override
    public void attach(TrainableGraph network) {
        forms = Forms.in(network, pruned.blocks());
    }

    @Override
    public int passes() {
        return SETS;
    }

    @Override
    public void before(Moment moment, int pass) {
        SplittableRandom random = new SplittableRandom(seed + moment.step() * SETS + pass);
        for (int i = 0; i < attached().size(); i++) {
            boolean prunes = pass == 0 ? false : pass == 1 || random.nextBoolean();
            attached().set(i, prunes ? 1 : 0);
        }
    }

    /// With the kernels whole, as they are frozen. What is judged says little, because statistics are those of all sets at once.
    @Override
    public void beforeJudging(Moment moment, Progress progress) {
        attached().setAll(0);
    }

    /// The last weights are the result: an earlier epoch could only win by the statistics that it happened to end with.
    @Override
    public boolean mayKeep(Moment moment) {
        return moment.step() >= moment.total();
    }

    private Forms attached() {
        return Objects.requireNonNull(forms, "not attached");
    }
}
