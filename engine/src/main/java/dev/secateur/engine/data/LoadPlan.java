package dev.secateur.engine.data;

/// How pictures become a stream of batches.
///
/// @param normalisation what the network's input wants
/// @param augmentation how training pictures are changed, anew in each epoch
/// @param batch pictures in a batch, 1 or more
/// @param seed of order and augmentation
/// @param threads that read and change pictures beside the taker's own, 1 or more; they do not change what comes out
public record LoadPlan(Normalisation normalisation, Augmentation augmentation, int batch, long seed, int threads) {

    public LoadPlan {
        if (batch < 1 || threads < 1) {
            throw new IllegalArgumentException("nothing to load: batch " + batch + ", threads " + threads);
        }
    }

    /// Batches in an epoch. A last, incomplete one is left out, unless it is the only one: batch normalisation on a few
    /// pictures does harm.
    public int batches(int size) {
        return Math.max(1, size / batch);
    }
}
