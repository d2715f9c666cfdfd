package dev.secateur.engine.evaluate;

import java.util.List;

import dev.secateur.engine.data.Skipped;

/// What came of classifying labelled pictures.
///
/// @param samples number of pictures, 1 or more
/// @param top1 fraction (0 to 1) whose class has the highest score
/// @param top5 fraction (0 to 1) whose class is among the five highest scores, or among all where there are fewer
/// @param loss mean cross-entropy, natural logarithm
/// @param outcomes picture by picture
/// @param skipped pictures that could not be read and do not count
public record Evaluation(int samples, double top1, double top5, double loss, Outcomes outcomes,
        List<Skipped> skipped) {

    /// Share of what lies between chance and certainty below which an accuracy is as good as chance.
    private static final double SLIGHT = 0.1;
    private static final double TIMES_CHANCE = 3;

    public Evaluation {
        skipped = List.copyOf(skipped);
    }

    /// Where top-1 lies with a confidence of 95 %.
    public Interval top1Interval() {
        return Interval.wilson(top1, samples);
    }

    /// The accuracy of guessing evenly.
    public double chance() {
        return 1.0 / outcomes.classes().size();
    }

    /// True if the network does hardly better than guessing: a sign that pixels are taken in another way than it was trained with,
    /// that the classes stand in another order, or that it was not trained.
    public boolean isNearChance() {
        return top1 < chance() + SLIGHT * (1 - chance()) && top1 < TIMES_CHANCE * chance();
    }
}
