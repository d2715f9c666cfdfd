package dev.secateur.views.session;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Interval;
import dev.secateur.views.text.Figures;

/// How well one version classifies the data that was chosen, measured in ONNX Runtime.
///
/// @param evaluation the counts
/// @param how the data and how its pixels were taken: `10,000 pictures of cifar10:…, x / 255`
/// @param untrained the same for the network right after the cut, before the method that made the version trained it; null for others
public record Accuracy(Evaluation evaluation, String how, @Nullable Evaluation untrained) {

    public Accuracy(Evaluation evaluation, String how) {
        this(evaluation, how, null);
    }

    /// `91.73 %`, two decimals, so that a single picture of ten thousand shows.
    public String text() {
        return Figures.decimal(100 * evaluation.top1(), 2) + " %";
    }

    /// What the status line says of the version with this name.
    Status status(String version) {
        String said = version + " classifies " + text() + " rightly, " + interval() + " with 95 % confidence (" + how
                + ")";
        return evaluation.isNearChance()
                ? Status.warning(said + ", which is near chance: are pixels taken as in training?")
                : Status.good(said);
    }

    /// `91.2 to 92.3 %`: where the share lies for any pictures of this kind, with a confidence of 95 %.
    public String interval() {
        Interval interval = evaluation.top1Interval();
        return Figures.decimal(100 * interval.low(), 1) + " to " + Figures.decimal(100 * interval.high(), 1) + " %";
    }
}
