package dev.secateur.engine.train;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Batch;

/// Sums over batches.
///
/// @param loss sum over pictures
/// @param right pictures classified rightly
/// @param samples pictures
record Meter(double loss, long right, long samples) {

    static final Meter EMPTY = new Meter(0, 0, 0);

    Meter add(double meanLoss, long rightOnes, int count) {
        return new Meter(loss + meanLoss * count, right + rightOnes, samples + count);
    }

    double meanLoss() {
        return loss / Math.max(1, samples);
    }

    /// Fraction classified rightly; null if there were no labels.
    @Nullable
    Double accuracy(boolean labelled) {
        return labelled && samples > 0 ? (double) right / samples : null;
    }

    /// Pictures of a batch whose own class has the highest score, the first of equal ones.
    static long right(float[] scores, Batch batch) {
        int classes = scores.length / Math.max(1, batch.size());
        long right = 0;
        for (int i = 0; i < batch.size(); i++) {
            int best = 0;
            for (int c = 1; c < classes; c++) {
                best = scores[i * classes + c] > scores[i * classes + best] ? c : best;
            }
            right += best == batch.labels()[i] ? 1 : 0;
        }
        return right;
    }
}
