package dev.secateur.engine.train;

/// How the learning rate changes over a training.
///
/// @param shape after the warm-up
/// @param warmup epochs in which the rate rises in a straight line from 0, 0 or more
public record ScheduleConfig(Shape shape, double warmup) {

    private static final double DROP = 0.1;
    private static final double FIRST_DROP = 0.5;
    private static final double SECOND_DROP = 0.75;

    /// After the warm-up.
    public enum Shape {
        /// Falls to 0 as half a cosine (Loshchilov and Hutter 2017).
        COSINE("cosine"),
        /// A tenth from half of the training on, a hundredth from three quarters on (He et al. 2016).
        STEP("step"),
        /// Stays.
        CONSTANT("constant");

        private final String name;

        Shape(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public ScheduleConfig {
        if (!(warmup >= 0 && warmup <= 1000)) {
            throw new IllegalArgumentException("a warm-up of 0 or more epochs is needed: " + warmup);
        }
    }

    /// The factor of the highest learning rate at a step.
    ///
    /// @param step from 0 on
    /// @param perEpoch steps in an epoch
    /// @param total steps in all
    /// @return 0 to 1
    public double factor(long step, int perEpoch, long total) {
        double rising = Math.min(warmup * perEpoch, total);
        if (step < rising) {
            return (step + 1) / rising;
        }
        double done = (step - rising) / Math.max(1, total - rising);
        return switch (shape) {
            case COSINE -> 0.5 * (1 + Math.cos(Math.PI * done));
            case STEP -> done < FIRST_DROP ? 1 : done < SECOND_DROP ? DROP : DROP * DROP;
            case CONSTANT -> 1;
        };
    }
}
