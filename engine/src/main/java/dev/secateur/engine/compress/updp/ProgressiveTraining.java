package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;
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
    /// @param given the network before pruning, from which to learn if that is asked for
    static ProgressiveTraining run(PrunedNetwork network, Graph given, UpdpConfig config, Learning learning,
            Progress progress) throws ProblemException {
        int epochs = config.training().epochs();
        if (epochs == 0) {
            return new ProgressiveTraining(network.graph(), List.of(), 0);
        }
        Progression progression = new Progression(network, config.schedule());
        List<UpdpReport.EpochReport> log = new ArrayList<>();
        TrainListener listener = event -> {
            if (event instanceof TrainEvent.EpochEnded(var result, boolean best)) {
                log.add(new UpdpReport.EpochReport(result.epoch(), progression.lambda(), progression.taps(),
                        result.loss(), result.accuracy(), result.heldOutAccuracy()));
            }
            learning.listener().on(event);
        };
        TrainInput input = new TrainInput(network.graph(), learning.pictures(),
                config.training().config(epochs, learning.pictures().training()),
                config.training().distill() ? Distillation.of(given) : null,
                learning.stage("training").conditions());
        Progress told = new Told(progress, () -> String.format(Locale.ROOT,
                "Progressive training, stage 3 of 4, lambda %.2f", progression.lambda()));
        TrainResult result = new Learning(learning.pictures(), learning.conditions(), listener).train(input,
                progression,
                told);
        long perStep = input.config().batch();
        return new ProgressiveTraining(result.graph(), List.copyOf(log), result.effort().steps() * perStep);
    }
}
