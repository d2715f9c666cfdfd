package dev.secateur.engine.compress.autocompress;

/// How well a network does on some pictures.
///
/// @param accuracy share that is classified rightly, 0..1
/// @param loss mean cross-entropy; NaN if a score is not finite
record Judged(double accuracy, double loss) {

    static final String LOSS = "loss";
}
