package dev.secateur.engine.experiment;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.problem.ProblemException;

/// Pictures to train on and pictures to measure on; none is in both.
///
/// @param divided true if the source itself has two parts; false if the test part was taken from the whole, the same for every run
public record TrainSets(Dataset training, Dataset test, boolean divided) {

    private static final double TEST_SHARE = 0.2;
    private static final long TEST_SEED = 20_260_101;

    /// Opens both.
    ///
    /// @param limit most pictures of each part, from the first on; {@link Integer#MAX_VALUE} for all
    public static TrainSets open(Datasets datasets, String spec, int limit) throws ProblemException {
        Dataset training = datasets.open(spec, Split.TRAIN);
        Dataset test = training;
        boolean divided = !training.isUndivided();
        if (divided) {
            test = datasets.open(spec, Split.TEST);
        } else {
            Holdout parts = Holdout.of(training, TEST_SHARE, TEST_SEED);
            training = parts.training();
            test = parts.heldOut();
        }
        if (!training.classes().equals(test.classes())) {
            throw ProblemException.ofSetting("cannot use the data", spec,
                    "its training part has the classes " + training.classes() + " and its test part " + test.classes(),
                    "name the folders of both parts alike");
        }
        return new TrainSets(Holdout.first(training, limit), Holdout.first(test, limit), divided);
    }
}
