package dev.secateur.engine.train;

/// What keeps a training in bounds.
///
/// @param labelSmoothing share of the target spread over all classes, 0 to below 1 (Szegedy et al. 2016)
/// @param clip largest Euclidean norm of all gradients together; 0 for no limit
/// @param average share that a moving average of the weights keeps in each step, 0 to below 1; 0 for none. With an average, it
///     is what is judged and kept (Polyak and Juditsky 1992)
public record Regularisation(double labelSmoothing, double clip, double average) {

    public Regularisation {
        if (!(labelSmoothing >= 0 && labelSmoothing < 1) || !(clip >= 0) || !(average >= 0 && average < 1)) {
            throw new IllegalArgumentException(
                    "label smoothing and average from 0 to below 1 and a clip of 0 or more are "
                            + "needed: " + labelSmoothing + ", " + average + ", " + clip);
        }
    }

    /// None of it.
    public static Regularisation none() {
        return new Regularisation(0, 0, 0);
    }
}
