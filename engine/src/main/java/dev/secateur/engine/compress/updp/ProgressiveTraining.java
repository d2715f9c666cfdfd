package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;

/// Trains a network while its blocks go over to their pruned form.
///
/// @param graph the trained network, still holding both forms
/// @param epochs what each epoch came to
/// @param passes pictures that went through the network in training
record ProgressiveTraining(Graph graph, List<UpdpReport.EpochReport> epochs, long passes) {

    /// Trains, or gives the network as it is where no epochs are asked for.
    ///
    /// @param method the given network, from which to learn if that is asked for, and who listens
    static ProgressiveTraining run(PrunedNetwork network, MethodInput<UpdpConfig> method, Learning learning,
            Progress progress) throws ProblemException {
        UpdpConfig config = method.config();
        int epochs = config.training().epochs();
        if (epochs == 0) {
            return new ProgressiveTraining(Progression.untrained(network), List.of(), 0);
        }
        Progression progression = new Progression(network, config.schedule());
        Journal log = new Journal(progression, method.listener());
        TrainListener listener = event -> {
            log.take(event);
            learning.listener().on(event);
        };
        TrainInput input = new TrainInput(network.graph(), learning.pictures(),
                config.training().config(epochs, learning.pictures().training()),
                config.training().distill() ? Distillation.of(method.graph()) : null,
                learning.stage("training").conditions());
        Progress told = progress.named(() -> String.format(Locale.ROOT,
                "Progressive training, stage 3 of 4, lambda %.2f", progression.lambda()));
        TrainResult result = new Learning(learning.pictures(), learning.conditions(), listener).train(input,
                progression,
                told);
        long perStep = input.config().batch();
        return new ProgressiveTraining(result.graph(), List.copyOf(log.epochs), result.effort().steps() * perStep);
    }

    /// What is told of the training while it runs, and kept for the report.
    private static final class Journal {

        private static final int POINTS = 100;

        private final Progression progression;
        private final MethodListener listener;
        private final List<UpdpReport.EpochReport> epochs = new ArrayList<>();
        private final List<UpdpCourse.Point> course = new ArrayList<>();
        private int stepsPerEpoch = 1;
        private int all = 1;

        Journal(Progression progression, MethodListener listener) {
            this.progression = progression;
            this.listener = listener;
        }

        void take(TrainEvent event) {
            switch (event) {
                case TrainEvent.Started started -> {
                    stepsPerEpoch = started.stepsPerEpoch();
                    all = started.epochs();
                }
                case TrainEvent.WentOn before -> {
                    before.rates().forEach(r -> course.add(point((double) r.step() / stepsPerEpoch)));
                    before.epochs().forEach(this::add);
                    listener.found(new UpdpCourse(course, epochs));
                }
                case TrainEvent.Stepped stepped when isTold(stepped) -> {
                    course.add(new UpdpCourse.Point((double) stepped.step() / stepsPerEpoch, progression.lambda(),
                            progression.taps()));
                    listener.found(new UpdpCourse(course, epochs));
                }
                case TrainEvent.EpochEnded(var result, boolean best) -> {
                    add(result);
                    listener.found(new UpdpCourse(course, epochs));
                }
                default -> {
                    // Of no use for the course.
                }
            }
        }

        /// The schedule says how far the blocks were, also before a crash.
        private void add(EpochResult result) {
            UpdpCourse.Point end = point(result.epoch());
            epochs.add(new UpdpReport.EpochReport(result.epoch(), end.lambda(), end.taps(), result.loss(),
                    result.accuracy(), result.heldOutAccuracy()));
        }

        private UpdpCourse.Point point(double epochsGone) {
            double done = Math.min(1, epochsGone / all);
            return new UpdpCourse.Point(epochsGone, progression.lambdaAt(done), progression.tapsAt(done));
        }

        private static boolean isTold(TrainEvent.Stepped stepped) {
            long every = Math.max(1, stepped.steps() / POINTS);
            return stepped.step() == 1 || stepped.step() % every == 0 || stepped.step() == stepped.steps();
        }
    }
}
