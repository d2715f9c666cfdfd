package dev.secateur.views.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.experiment.MethodRun;
import dev.secateur.engine.experiment.RecipeSteps;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.ModelExport;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.runtime.Timing;
import dev.secateur.engine.session.Recorded;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.views.text.Figures;

/// The long work of a session, done by the engine.
public final class EngineWork implements SessionWork {

    private static final int SAMPLES = 8;
    /// Of what is drawn to compare and to measure.
    private static final long SEED = 1;
    private static final int PROFILED_RUNS = 20;
    private static final int PICTURES = 64;
    private static final int BATCH = 32;

    private static final double HELD_OUT = 0.1;
    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(60);
    private final Datasets.Resources resources;

    /// With the data that comes with the program, where that is on the class path.
    public EngineWork() {
        this(name -> EngineWork.class.getClassLoader().getResourceAsStream(name));
    }

    /// @param resources finds the data that comes with the program
    public EngineWork(Datasets.Resources resources) {
        this.resources = resources;
    }

    @Override
    public Graph read(Path file, Progress progress) throws ProblemException {
        progress.report(-1, "reading");
        return OnnxReader.read(file);
    }

    @Override
    public Recorded recorded(Path file, Graph graph) throws ProblemException {
        return Recorded.beside(file, graph);
    }

    @Override
    public Analysis analyse(Graph graph, Progress progress) {
        progress.report(-1, "shapes, costs, blocks");
        return new Analysis(graph);
    }

    @Override
    public Applied apply(Request request, Progress progress) throws ProblemException {
        return run(RecipeSteps.named(request.method(), request.upkeep().original()), request, progress);
    }

    private <C extends Record> Applied run(Method<C> method, Request request, Progress progress)
            throws ProblemException {
        @SuppressWarnings("unchecked") // A method's configuration is the type of its defaults.
        C config = (C) method.defaults().getClass().cast(request.config());
        Learning learning = Learning.isWanted(method, config) ? learning(request) : null;
        MethodInput<C> input = new MethodInput<>(request.version().graph(), config, samples(request),
                request.upkeep().seed(),
                request.settings().threads(), learning, request.listener());
        MethodResult made = MethodRun.of(method, input, progress.part(0, 0.95));
        MethodResult result = SpeedCheck.timed(request.version().graph(), made, request.settings(),
                progress.part(0.95, 1));
        SpeedCheck speed = SpeedCheck.of(result);
        return new Applied(result, new Step(request.method(), ConfigJson.write(config)),
                summary(result) + (speed == null ? "" : "; " + speed.sentence()), speed != null && speed.isSlower());
    }

    /// The training part of the chosen data, of which a tenth is held out to choose by; null if none is chosen, which the method refuses.
    private @Nullable Learning learning(Request request) throws ProblemException {
        DataChoice data = request.settings().data();
        if (data.isNone()) {
            return null;
        }
        NetworkPictures pictures = NetworkPictures.open(resources, request.version().graph(), data.spec(), Split.TRAIN,
                data.normalisation());
        Holdout parts = Holdout.of(pictures.data(), HELD_OUT, request.upkeep().seed());
        return new Learning(new TrainInput.Pictures(parts.training(), parts.heldOut(), pictures.normalisation()),
                conditions(request), request.training());
    }

    private static TrainInput.Conditions conditions(Request request) {
        Upkeep upkeep = request.upkeep();
        Path file = upkeep.checkpoint();
        return new TrainInput.Conditions(upkeep.seed(), request.settings().threads(),
                file == null ? null : new TrainInput.Checkpoints(file, BETWEEN_CHECKPOINTS, upkeep.resume()),
                upkeep.pause());
    }

    private @Nullable Samples samples(Request request) throws ProblemException {
        DataChoice data = request.settings().data();
        Graph graph = request.version().graph();
        return data.isNone() ? null : pictures(data, graph).samples(graph, PICTURES, BATCH);
    }

    private NetworkPictures pictures(DataChoice data, Graph graph) throws ProblemException {
        return NetworkPictures.open(resources, graph, data.spec(), Split.TEST, data.normalisation());
    }

    @Override
    public String describe(DataChoice data, Graph graph) throws ProblemException {
        NetworkPictures pictures = pictures(data, graph);
        Dataset.Extents extents = pictures.data().extents();
        return Figures.count(pictures.data().size()) + " pictures of " + extents.channels() + "×" + extents.height()
                + "×" + extents.width() + " in " + pictures.data().classes().size() + " classes"
                + ", pixels taken as " + pictures.normalisation().display();
    }

    @Override
    public Accuracy evaluate(Version version, RunSettings settings, Progress progress) throws ProblemException {
        Graph graph = version.graph();
        progress.report(-1, "opening the data");
        NetworkPictures pictures = pictures(settings.data(), graph);
        EvaluationPlan plan = new EvaluationPlan(pictures.normalisation(), BATCH, Integer.MAX_VALUE);
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(settings.threads()))) {
            Evaluation found = Evaluator.run(session, graph, pictures.data(), plan, progress);
            return new Accuracy(found, Figures.count(found.samples())
                    + " pictures of " + settings.data().title() + ", " + pictures.normalisation().display());
        }
    }

    @Override
    public Measurement measure(Version version, RunSettings settings, Progress progress) throws ProblemException {
        Graph graph = version.graph();
        Map<String, Tensor> inputs = SampleInputs.normal(graph, Bindings.none(), settings.batch(), SEED);
        int batch = SampleInputs.batch(graph, inputs);
        progress.report(-1, "loading into ONNX Runtime");
        OrtOptions options = OrtOptions.defaults().withThreads(settings.threads());
        try (OrtSession session = OrtSession.open(graph, options)) {
            Timing timing = Bench.time(session, inputs, batch, BenchPlan.defaults(), progress.part(0, 0.8));
            // Profiled apart: writing the profile costs time that does not belong to the median of whole runs.
            Profile profile = Profile.of(graph, options, inputs, PROFILED_RUNS, progress.part(0.8, 1));
            return new Measurement(profile.nodeMs(), profile.fusedInto(), profile.attributed(), timing.medianMs(),
                    "median of " + Figures.plural(timing.runs(), "run")
                            + ", p90 " + Figures.modelMs(timing.p90Ms()) + " ms, "
                            + Figures.plural(timing.threads(), "thread")
                            + ", batch " + timing.batch());
        }
    }

    @Override
    public FreeBatch.Result freeBatch(Graph graph, Progress progress) throws ProblemException {
        progress.report(-1, "running it with one sample and with four");
        return FreeBatch.free(graph, progress);
    }

    private static String summary(MethodResult result) {
        String changes = result.changes().size() == 1
                ? result.changes().getFirst().text()
                : Figures.plural(result.changes().size(), "change");
        Difference parity = result.parity();
        return parity == null
                ? changes
                : changes + ", max. difference by merging " + Figures.significant(parity.maxRel()) + " ("
                        + parity.inputs() + ")";
    }

    @Override
    public Exported export(Export request, Progress progress) throws ProblemException {
        Graph graph = request.version().graph();
        Destination destination = Destination.of(request.target(), OnnxReader.files(graph), true);
        OrtOptions options = OrtOptions.defaults().withThreads(request.settings().threads());
        progress.report(-1, "loading into ONNX Runtime");
        Samples samples;
        OrtSession shown;
        try {
            samples = SampleInputs.samples(graph, Bindings.none(), SAMPLES, SEED);
            shown = OrtSession.open(graph, options);
        } catch (ProblemException e) {
            return unchecked(graph, destination, e.problem());
        }
        try (shown) {
            dev.secateur.engine.runtime.Exported written = new ModelExport(options).write(graph, destination, shown,
                    samples, progress.part(0, 0.7));
            String same = written.parity().isNone()
                    ? "identical to the model shown"
                    : "max. difference to the model shown " + Figures.significant(written.parity().maxRel());
            String moved = request.version().isOriginal()
                    ? ""
                    : ", " + againstOriginal(request, options, progress.part(0.7, 1)) + " from the original";
            return new Exported(destination.file(), written.bytes(), Status.good(done(destination, written.bytes())
                    + ". In ONNX Runtime " + same + moved + " (" + samples.description() + ")"));
        }
    }

    /// A model that ONNX Runtime cannot run (an operator of someone's own) is written all the same, and the status says so.
    private static Exported unchecked(Graph graph, Destination destination, Problem why) throws ProblemException {
        OnnxWriter.write(graph, destination.file());
        List<Constraint.Violation> violations = Constraint.violations(OnnxReader.read(destination.file()));
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the written model is not valid: " + violations.getFirst());
        }
        long bytes = destination.file().toFile().length();
        return new Exported(destination.file(), bytes, Status.warning(done(destination, bytes)
                + ", not checked in ONNX Runtime: " + why.why()));
    }

    private static String done(Destination destination, long bytes) {
        return "Exported " + destination.file().getFileName() + ", " + Figures.bytes(bytes);
    }

    /// The original may take one sample at a time where the version takes any number, so the samples are made for it; unless the version
    /// takes one size only where the original takes any.
    private static String againstOriginal(Export request, OrtOptions options, Progress progress)
            throws ProblemException {
        Graph before = OnnxReader.read(request.source());
        Graph after = request.version().graph();
        Samples usual = SampleInputs.samples(before, Bindings.none(), SAMPLES, SEED);
        Samples samples = usual.suit(after)
                ? usual
                : SampleInputs.samples(after, Bindings.none(), SAMPLES, SEED).fitting(before);
        try (OrtSession original = OrtSession.open(request.source(), options);
                OrtSession exported = OrtSession.open(request.target(), options)) {
            return Figures.significant(Parity.compare(exported, original, samples.runs(), progress).maxRel());
        }
    }
}
