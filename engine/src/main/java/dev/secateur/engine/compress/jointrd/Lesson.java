package dev.secateur.engine.compress.jointrd;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.OptimiserConfig;
import dev.secateur.engine.train.Regularisation;
import dev.secateur.engine.train.ScheduleConfig;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// The training of a plain network.
///
/// @param graph the trained network, all kernels ordinary
record Lesson(Graph graph, JointRdReport.TrainingReport report) {

    private static final double MOMENTUM = 0.9;

    /// Trains.
    ///
    /// @param opened the model with its shortcuts as it was given
    /// @throws ProblemException if data and model do not fit each other, or training fails
    static Lesson give(Graph opened, Preparation prepared, JointRdConfig config, Learning learning, Progress progress)
            throws ProblemException {
        Dataset all = learning.pictures().training();
        Dataset training = config.pictures() == 0 ? all : Holdout.first(all, config.pictures());
        ScheduleConfig schedule = new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0);
        TrainConfig how = new TrainConfig(config.epochs(), Math.min(config.batch(), training.size()),
                new OptimiserConfig(OptimiserConfig.Kind.SGD, config.lr(), MOMENTUM, config.weightDecay()), schedule,
                new Regularisation(0, config.clip(), 0), Augmentation.usual(training.extents()), false, false);
        TrainInput input = new TrainInput(prepared.start(),
                new TrainInput.Pictures(training, learning.pictures().heldOut(), learning.pictures().normalisation()),
                how, null, learning.stage("student").conditions());
        boolean helped = config.mode().hasTeacher();
        try (PlainTraining extension = new PlainTraining(config.teacher(), config.epochs(), prepared.dirac(),
                helped ? Help.wanted(config, prepared.plan()) : List.of(),
                helped ? () -> Help.of(opened, prepared, config, schedule, input) : null)) {
            TrainResult result = learning.train(input, extension, progress);
            List<JointRdReport.Epoch> epochs = new ArrayList<>();
            for (EpochResult e : result.epochs()) {
                int index = e.epoch() - 1;
                epochs.add(new JointRdReport.Epoch(e.epoch(), extension.joint(index), e.loss(), e.heldOutAccuracy(),
                        extension.paths(index), extension.teacher(index)));
            }
            return new Lesson(result.graph(), new JointRdReport.TrainingReport(config.mode(), training.size(), epochs,
                    result.bestEpoch()));
        }
    }
}
