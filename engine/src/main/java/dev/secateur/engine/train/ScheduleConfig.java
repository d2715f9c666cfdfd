package dev.secateur.engine.train;

import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How the learning rate changes over a training.
///
/// @param shape after the warm-up
/// @param warmup epochs in which the rate rises in a straight line from 0, 0 to {@link #MOST_WARMUP}
public record ScheduleConfig(Shape shape, double warmup) {

    /// Longest warm-up, epochs.
    public static final double MOST_WARMUP = 1000;

    private static final int RATES_TOLD = 256;
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

        /// The shape of that name.
        public static Optional<Shape> named(String name) {
            return Stream.of(values()).filter(s -> s.name.equals(name)).findFirst();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    public ScheduleConfig {
        if (!(warmup >= 0 && warmup <= MOST_WARMUP)) {
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

    /// The learning rates of the first steps of a training, evenly spaced, at most some hundred.
    ///
    /// @param highest learning rate
    /// @param perEpoch steps in an epoch
    /// @param total steps in all
    /// @param made steps that were made, 0 or more
    public List<TrainEvent.Rate> rates(double highest, int perEpoch, long total, long made) {
        long apart = Math.max(1, Math.ceilDiv(made, RATES_TOLD));
        return LongStream.iterate(0, s -> s < made, s -> s + apart)
                .mapToObj(s -> new TrainEvent.Rate(s + 1, highest * factor(s, perEpoch, total))).toList();
    }
}
