package dev.secateur.views.session;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.views.text.Figures;

/// How well one version classifies the data that was chosen, measured in ONNX Runtime.
///
/// @param evaluation the counts
/// @param classes number of classes of the data, 1 or more
/// @param how the data and how its pixels were taken: `10,000 pictures of cifar10:…, x / 255`
public record Accuracy(Evaluation evaluation, int classes, String how) {

    /// Standard errors beyond which a share of right answers is no longer explained by guessing.
    private static final double ERRORS = 4;

    /// `91.73 %`, two decimals, so that a single picture of ten thousand shows.
    public String text() {
        return Figures.decimal(100 * evaluation.top1(), 2) + " %";
    }

    /// True if guessing would do as well: most likely the pixels are not taken as the network was trained with.
    public boolean isNearChance() {
        double chance = 1.0 / classes;
        double error = Math.sqrt(chance * (1 - chance) / evaluation.samples());
        return classes > 1 && evaluation.top1() < chance + Math.max(ERRORS * error, chance / 5);
    }
}
