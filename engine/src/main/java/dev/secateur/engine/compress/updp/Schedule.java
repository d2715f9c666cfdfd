package dev.secateur.engine.compress.updp;

import dev.secateur.engine.compress.Param;

/// How blocks go from their given to their pruned form.
public record Schedule(
        @Param(label = "Progressive", help = "Lets lambda grow from 0 to 1; without it the blocks are pruned from the first step on, which is direct removal.") boolean progressive,
        @Param(label = "K", min = 1, max = 1000, help = "lambda(e) = min(1, K e / E): the pruned form is reached after E / K of E epochs.") double k,
        @Param(label = "Mixing", help = "operator leads around each activation and normalisation, in one pass; block computes both forms of the block and adds them.") Mixing mixing,
        @Param(label = "Taps from", unit = "of the training", min = 0, max = 1, help = "When the outer taps of the first kernel begin to go, for the kernel centre-tap.") double tapsFrom,
        @Param(label = "Taps to", unit = "of the training", min = 0, max = 1, help = "When they are gone; the same as the beginning lets them go at once.") double tapsTo) {

    /// Where the two forms of a block are mixed.
    public enum Mixing {
        /// Around every activation and normalisation, and behind the block.
        OPERATOR("operator"),
        /// Behind the block, both forms being computed whole.
        BLOCK("block");

        private final String name;

        Mixing(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public Schedule {
        if (!(tapsFrom <= tapsTo)) {
            throw new IllegalArgumentException("taps begin to go before they are gone: " + tapsFrom + ", " + tapsTo);
        }
    }

    /// K of ResNet-34 in the paper. There the outer taps go at epoch 100 of 150; in trainings of some twenty epochs that is too late to
    /// recover from, so they fade from a tenth to a third of it.
    public static Schedule defaults() {
        return new Schedule(true, 3, Mixing.OPERATOR, 0.1, 0.35);
    }

    /// How far the pruned form has taken over.
    ///
    /// @param done part of the training that is done, 0 to 1
    double lambda(double done) {
        return progressive ? Math.min(1, k * done) : 1;
    }

    /// How much of the outer taps is left, 1 to 0.
    double taps(double done) {
        if (done >= tapsTo) {
            return 0;
        }
        return done <= tapsFrom ? 1 : (tapsTo - done) / (tapsTo - tapsFrom);
    }
}
