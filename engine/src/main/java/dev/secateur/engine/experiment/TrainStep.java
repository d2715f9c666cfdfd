package dev.secateur.engine.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.engine.train.Trainer;

/// Training as a step of a recipe: on pictures of the training part, after a teacher if wanted. A tenth of the pictures is held out
/// whatever the form says, by the seed of the recipe; a form that holds nothing out keeps the last epoch.
///
/// @param original what a teacher that is not named is; null if nothing is known of it
public record TrainStep(@Nullable Graph original) implements Method<TrainForm> {

    /// Its name in recipes.
    public static final String ID = "train";

    private static final MethodInfo INFO = new MethodInfo(ID, "Train",
            "Trains the network, after the original as its teacher if wanted.", "",
            Set.of(MethodInfo.Need.TRAINING, MethodInfo.Need.LABELS));

    /// What the training came to.
    ///
    /// @param epochs number of epochs that were done
    /// @param bestEpoch whose weights were kept, from 1 on
    /// @param heldOutAccuracy of that epoch, 0 to 1; null if nothing was held out
    public record Report(int epochs, int bestEpoch, @Nullable Double heldOutAccuracy) {}

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public TrainForm defaults() {
        return TrainForm.defaults();
    }

    @Override
    public Class<Report> reportType() {
        return Report.class;
    }

    @Override
    public Applicability applicability(Graph graph, TrainForm config) {
        return Applicability.yes();
    }

    @Override
    public MethodResult run(MethodInput<TrainForm> input, Progress progress) throws ProblemException {
        TrainForm form = input.config();
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot train", ID, "no data is given", "choose data that has labels");
        }
        Graph graph = Runner.freed(input.graph(), progress.part(0, 0.02));
        TrainInput.Pictures given = learning.pictures();
        Dataset training = Holdout.first(given.training(), form.limit());
        TrainInput task = new TrainInput(graph,
                new TrainInput.Pictures(training, form.heldOut() > 0 ? given.heldOut() : null, given.normalisation()),
                form.config(), teacher(form, graph, original), learning.conditions());
        Trainer.require(task);
        TrainResult result = learning.train(task, Extension.none(), progress.part(0.02, 1));
        EpochResult best = result.epochs().stream().filter(e -> e.epoch() == result.bestEpoch()).findFirst()
                .orElse(null);
        Double share = best == null ? null : best.heldOutAccuracy();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("epochs", (double) result.epochs().size());
        if (share != null) {
            metrics.put("heldOutAccuracy", share);
        }
        return new MethodResult(result.graph(),
                List.of(new MethodResult.Change("model",
                        "trained for " + result.epochs().size() + " epochs, the weights of epoch " + result.bestEpoch()
                                + " kept")),
                metrics, null, new Report(result.epochs().size(), result.bestEpoch(), share), input.graph());
    }

    /// Whom a form wants to learn from; null for nobody.
    ///
    /// @param original the teacher that is not named; null if nothing is known of it
    /// @throws ProblemException if the teacher cannot be read or does not fit, or is not known
    public static @Nullable Distillation teacher(TrainForm form, Graph student, @Nullable Graph original)
            throws ProblemException {
        if (!form.distil()) {
            return null;
        }
        Graph named = form.teacher().isBlank() ? original : OnnxReader.read(Path.of(form.teacher()));
        if (named == null) {
            throw ProblemException.ofSetting("cannot learn from a teacher", "teacher",
                    "none is named, and the original is not known here", "name the teacher's file");
        }
        Graph teacher = Runner.freed(named, Progress.none());
        List<Distillation.Pair> pairs = form.features().isEmpty()
                ? List.of()
                : FeaturePairs.of(Runner.freed(student, Progress.none()), teacher, form.features());
        return new Distillation(teacher, form.teacherWeight(), form.temperature(), pairs,
                pairs.isEmpty() ? 0 : form.featureWeight());
    }
}
