package dev.secateur.engine.train;

/// How weights are changed.
///
/// @param kind which rule
/// @param lr highest learning rate, above 0
/// @param momentum 0 to below 1; for AdamW the first of its two means
/// @param weightDecay 0 or more; on weights alone, not on biases and normalisations
public record OptimiserConfig(Kind kind, double lr, double momentum, double weightDecay) {

    /// Which rule.
    public enum Kind {
        /// Stochastic gradient descent with Nesterov's momentum (Sutskever et al. 2013).
        SGD("sgd"),
        /// Adam with decoupled weight decay (Loshchilov and Hutter 2019); its second mean keeps 0.999.
        ADAMW("adamw");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public OptimiserConfig {
        if (!(lr > 0 && lr <= 100) || !(momentum >= 0 && momentum < 1) || !(weightDecay >= 0 && weightDecay <= 10)) {
            throw new IllegalArgumentException(
                    "a learning rate above 0, a momentum from 0 to below 1 and a weight decay of 0 "
                            + "or more are needed: " + lr + ", " + momentum + ", " + weightDecay);
        }
    }
}
