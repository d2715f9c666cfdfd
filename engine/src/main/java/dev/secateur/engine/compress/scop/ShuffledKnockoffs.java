package dev.secateur.engine.compress.scop;

import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.job.Progress;

/// Each picture's knockoff is another picture of its batch.
///
/// Same distribution as the pictures, and nothing of this picture's label; but swapping single pixels of picture and knockoff does change
/// their joint distribution, and a knockoff may happen to be of the same class.
final class ShuffledKnockoffs implements Knockoffs {

    private final SplittableRandom random;

    ShuffledKnockoffs(long seed) {
        random = new SplittableRandom(seed);
    }

    @Override
    public String description() {
        return "another picture of the batch, in a cyclic order drawn for each batch";
    }

    @Override
    public Var of(Batch batch, Var real, Progress progress) {
        return real.select(0, Var.of(Derangement.of(batch.size(), random)));
    }
}
