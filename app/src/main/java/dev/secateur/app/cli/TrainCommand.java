package dev.secateur.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.experiment.Runner;
import dev.secateur.engine.experiment.TrainOutcome;
import dev.secateur.engine.experiment.TrainSets;
import dev.secateur.engine.experiment.TrainTask;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainConfig;
import dev.secateur.engine.train.TrainDefaults;
import dev.secateur.engine.train.TrainEvent.Ending;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "train", description = "Train a model, or an architecture from nothing, and write the result.")
final class TrainCommand extends Command {

    private static final int SIDE_WITHOUT_MODEL = 32;

    @CommandLine.Parameters(paramLabel = "MODEL|ARCHITECTURE", description = "ONNX file, or one of resnet20, resnet32, resnet44, resnet56, vgg-small, m-cifarnet, mobilenetv2-cifar, mbconv-small, convnext-nano, vit-tiny.")
    String source;

    @CommandLine.Option(names = "--width", paramLabel = "X", defaultValue = "1", description = "Factor of the numbers of channels of vgg-small and m-cifarnet.")
    double width;

    @CommandLine.Option(names = "--held-out", paramLabel = "X", defaultValue = "0.1", description = "Share of the training pictures by which the best epoch is chosen; 0 keeps the last epoch. Default: ${DEFAULT-VALUE}.")
    double heldOut;

    @CommandLine.Mixin
    CheckpointOptions checkpoints = new CheckpointOptions();

    @CommandLine.Mixin
    TeacherOptions teacher = new TeacherOptions();

    @CommandLine.Mixin
    TrainOptions how = new TrainOptions();

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    TrainCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        String spec = data.required();
        Optional<Architecture> architecture = Files.exists(Path.of(source))
                ? Optional.empty()
                : Architecture.named(source);
        TrainSets sets = null;
        Graph graph;
        Path file = null;
        if (architecture.isPresent()) {
            sets = open(new Datasets(host().resources(), SIDE_WITHOUT_MODEL), spec);
            graph = made(architecture.get(), sets.training());
        } else {
            file = Path.of(source);
            graph = OpenedModel.read(file, options).graph();
            sets = open(DataOptions.datasets(host(), graph), spec);
        }
        Dataset training = sets.training();
        TrainConfig defaults = file == null
                ? TrainDefaults.fromNothing(graph, training.extents())
                : TrainDefaults.fineTuning(graph, training.extents());
        NormalisationChoice choice = data.choice(host(), training, graph, file);
        TrainTask task = new TrainTask(new TrainTask.Start(graph, file, source),
                new TrainTask.TrainData(sets, choice, heldOut), how.over(defaults, options), teacher.of(graph),
                destination(file), conditions(), ProgramVersion.text());
        TrainOutcome outcome = trained(task, progress);
        return report(task, outcome);
    }

    private TrainOutcome trained(TrainTask task, Progress progress) throws ProblemException {
        try {
            return Runner.train(task, new TrainLines(host().streams()), progress);
        } catch (ProblemException e) {
            throw task.start().file() == null ? e : e.in(Path.of(source));
        }
    }

    private TrainSets open(Datasets datasets, String spec) throws ProblemException {
        return TrainSets.open(datasets, spec, options.limit == null ? Integer.MAX_VALUE : options.limit);
    }

    private Graph made(Architecture architecture, Dataset pictures) throws ProblemException {
        Dataset.Extents extents = pictures.extents();
        if (extents.height() != extents.width()) {
            throw ProblemException.ofSetting("cannot make the network", source,
                    "the pictures are " + extents.height() + "×" + extents.width() + " and not square",
                    "use square pictures");
        }
        return architecture.build(new Pictures(extents.channels(), extents.height(), pictures.classes().size()), width,
                options.seed);
    }

    private Destination destination(@Nullable Path file) throws ProblemException {
        return file == null
                ? Destination.of(out.out, List.of(), out.force)
                : out.destination(OpenedModel.read(file, options));
    }

    private TrainInput.Conditions conditions() {
        return new TrainInput.Conditions(options.seed, options.runtime().threads(),
                checkpoints.beside(out.out), new Pause());
    }

    private Report report(TrainTask task, TrainOutcome outcome) throws ProblemException {
        RunRecord record = outcome.record();
        TrainOutcome.Written written = written(outcome);
        Map<String, Object> parity = OutOptions.parity(written.exported().parity(), "the network in memory");
        Map<String, Object> json = Json.object("method", "train", "config", record.steps().getFirst().config(), "seed",
                options.seed, "model", source, "data", task.data().sets().training().name(), "normalisation",
                task.data().normalisation().normalisation().display(), "out", written.exported().file().toString(),
                "before", side(task.start().graph(), record.model().bytes(), outcome.before()), "cut", null, "after",
                side(outcome.training().graph(), written.exported().bytes(), outcome.after()), "parity", parity,
                "seconds", record.seconds(), "ending", record.ending(), "record", written.recordFile().toString(),
                "report", record.steps().getFirst().report());
        return new Report(json, text(task, outcome), outcome.training().problem(),
                outcome.training().ending() == Ending.CANCELLED);
    }

    private static TrainOutcome.Written written(TrainOutcome outcome) {
        return Objects.requireNonNull(outcome.written(), "a destination was given");
    }

    private static Map<String, Object> side(Graph graph, long bytes, @Nullable Evaluation evaluation) {
        Costs costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        Map<String, Object> side = Json.object("parameters", costs.parameters(), "macs", costs.macs(), "bytes", bytes,
                "top1", evaluation == null ? null : evaluation.top1(), "medianMs", null);
        if (evaluation != null) {
            side.put("samples", evaluation.samples());
            side.put("top1Low", evaluation.top1Interval().low());
            side.put("top1High", evaluation.top1Interval().high());
            side.put("top5", evaluation.top5());
            side.put("loss", evaluation.loss());
        }
        return new LinkedHashMap<>(side);
    }

    private String text(TrainTask task, TrainOutcome outcome) {
        List<String> lines = new ArrayList<>();
        TrainOutcome.Written written = written(outcome);
        int best = outcome.training().bestEpoch();
        int made = outcome.training().epochs().size();
        lines.add(made + " of " + task.config().epochs() + " epochs in "
                + Figures.decimal(outcome.training().effort().seconds(), 0) + " s, "
                + Figures.decimal(outcome.training().effort().picturesPerSecond(), 0)
                + " pictures a second, weights of "
                + (best == 0 ? "the last step" : "epoch " + best) + " kept");
        if (outcome.before() != null) {
            lines.add("before: " + sentence(outcome.before()));
        }
        if (outcome.after() != null) {
            lines.add("after:  " + sentence(outcome.after()));
            String doubt = DataOptions.doubt(outcome.after(), task.data().normalisation());
            if (!doubt.isEmpty()) {
                lines.add(doubt);
            }
        }
        if (!task.data().sets().divided()) {
            lines.add("the data has no test part: a fifth was kept from training and accuracy was measured on it");
        }
        lines.add("pixels taken as " + task.data().normalisation().display() + "; written into the file");
        DataOptions.leftOut(outcome.record()).ifPresent(lines::add);
        lines.add(written.exported().file() + ": " + Figures.bytes(written.exported().bytes())
                + ", read again and run in ONNX Runtime; record: " + written.recordFile());
        return String.join(System.lineSeparator(), lines);
    }

    private static String sentence(Evaluation e) {
        return "top-1 " + EvaluateCommand.percent(e.top1()) + " (95 % interval "
                + EvaluateCommand.percent(e.top1Interval().low()) + " to "
                + EvaluateCommand.percent(e.top1Interval().high()) + ") on " + Figures.count(e.samples())
                + " test pictures in ONNX Runtime, loss " + Figures.decimal(e.loss(), 4);
    }
}
