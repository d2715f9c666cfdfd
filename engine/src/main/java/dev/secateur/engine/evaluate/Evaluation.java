package dev.secateur.engine.evaluate;

/// What came of classifying labelled pictures.
///
/// @param samples number of pictures, 1 or more
/// @param top1 fraction (0 to 1) whose class has the highest score
/// @param top5 fraction (0 to 1) whose class is among the five highest scores, or among all where there are fewer
/// @param loss mean cross-entropy, natural logarithm
public record Evaluation(int samples, double top1, double top5, double loss) {}
