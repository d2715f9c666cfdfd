package dev.secateur.engine.compress.autocompress;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.CutTimes;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.search.SearchInfo;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.search.Trials;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.Extension;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// What all steps of a run work with: pictures, threads, the log of the search, and counting.
final class Workshop {

    private static final int SAMPLES = 8;
    private static final int BATCH = 100;

    private final MethodInput<AutoCompressConfig> input;
    private final Learning learning;
    private final Tally tally = new Tally();

    /// @param learning with the pictures that are used
    private Workshop(MethodInput<AutoCompressConfig> input, Learning learning) {
        this.input = input;
        this.learning = learning;
    }

    /// @throws ProblemException if there is nothing to learn from
    static Workshop of(MethodInput<AutoCompressConfig> input) throws ProblemException {
        Learning given = input.learning();
        if (given == null) {
            throw ProblemException.ofSetting("cannot compress the network", "data",
                    "candidates are measured on labelled pictures, and the network is trained on them",
                    "name them with --data, or choose them in the window");
        }
        int pictures = input.config().retrain().pictures();
        TrainInput.Pictures all = given.pictures();
        return new Workshop(input, pictures == 0
                ? given
                : new Learning(new TrainInput.Pictures(Holdout.first(all.training(), pictures), all.heldOut(),
                        all.normalisation()), given.conditions(), given.listener()));
    }

    AutoCompressConfig config() {
        return input.config();
    }

    MethodInput<AutoCompressConfig> input() {
        return input;
    }

    Tally tally() {
        return tally;
    }

    int classes() {
        return learning.pictures().training().classes().size();
    }

    int trainingPictures() {
        return learning.pictures().training().size();
    }

    /// What a log has to be of.
    SearchInfo info() throws ProblemException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("configuration", ConfigJson.write(config()));
        conditions.put("seed", Long.toString(input.seed()));
        conditions.put("pictures", learning.pictures().training().fingerprint());
        conditions.put("model", ModelPrint.of(input.graph()));
        String cost = switch (config().objective()) {
            case WEIGHTS -> "Weights";
            case MACS -> "MACs";
            case TIME -> "Time, foretold";
        };
        return new SearchInfo("autocompress", new SearchInfo.Axis(cost, "% of the original"),
                new SearchInfo.Axis("Accuracy before training", "%"), conditions);
    }

    SearchLog.Place place() {
        return learning.searchLog();
    }

    /// Measures candidates of a network.
    Trials<QuickTask.Candidate> trials(SearchLog log, Stage stage, Namer namer) {
        int together = Math.min(config().annealing().together(), learning.conditions().threads());
        Torch.setThreads(together > 1 ? 1 : learning.conditions().threads());
        return new Trials<>(log, c -> namer.named(c.state()),
                () -> new QuickTask(stage.projection().anatomy(), learning, config().annealing()), together);
    }

    /// Names the numbers of a state.
    @FunctionalInterface
    interface Namer {

        Map<String, Object> named(double[] state);
    }

    /// How fast cuts of the given network are foretold to be; null unless that is the objective.
    @Nullable
    CutTimes times(Progress progress) throws ProblemException {
        return config().objective() == Objective.TIME
                ? CutTimes.of(input.graph(), input.threads(), learning, progress)
                : null;
    }

    /// Trains.
    ///
    /// @param name of the training among those of the run
    /// @return pictures that went through, with the trained network
    TrainResult trained(Graph graph, TrainConfig how, Extension extension, String name, Progress progress)
            throws ProblemException {
        Distillation distillation = config().retrain().distill() ? Distillation.of(input.graph()) : null;
        return learning.train(new TrainInput(graph, learning.pictures(), how, distillation,
                learning.stage(name).conditions()), extension, progress);
    }

    TrainConfig schedule(int epochs, double lr) {
        return config().retrain().config(epochs, lr, learning.pictures().training());
    }

    /// Share of held-out pictures that a network classifies rightly in ONNX Runtime; null without any.
    @Nullable
    Double accuracy(Graph graph, Progress progress) throws ProblemException {
        Dataset heldOut = learning.pictures().heldOut();
        if (heldOut == null) {
            return null;
        }
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(input.threads()))) {
            tally.judged(heldOut.size());
            return Evaluator.run(session, graph, heldOut,
                    new EvaluationPlan(learning.pictures().normalisation(), BATCH, heldOut.size()), progress)
                    .top1();
        }
    }

    /// Inputs that two forms of a network are compared on.
    Samples samples() throws ProblemException {
        Samples given = input.samples();
        return given != null ? given : SampleInputs.samples(input.graph(), Bindings.none(), SAMPLES, input.seed());
    }

    static double[] zeros(int count) {
        return new double[count];
    }

    static double[] even(int count, double value) {
        double[] state = new double[count];
        Arrays.fill(state, value);
        return state;
    }

    static List<AutoCompressReport.MoveReport> told(List<Annealing.Move> moves) {
        return moves.stream().map(m -> new AutoCompressReport.MoveReport(m.temperature(), m.energy(), m.accepted(),
                m.least())).toList();
    }
}
