package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.ConfigReader;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.experiment.TrainSets;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.runtime.ModelExport;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "apply", description = "Apply a method to a model and write the result.")
final class ApplyCommand extends Command {

    private static final double HELD_OUT = 0.1;

    @CommandLine.Parameters(index = "0", paramLabel = "METHOD", description = "Id of the method, see methods.")
    String method;

    @CommandLine.Parameters(index = "1", paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the method; may be repeated.")
    List<String> settings = new ArrayList<>();

    @CommandLine.Option(names = "--no-bench", description = "Do not time the model before and after.")
    boolean withoutBench;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    ApplyCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        return apply(Methods.named(method), progress);
    }

    private <C extends Record> Report apply(Method<C> chosen, Progress progress) throws ProblemException {
        long start = System.nanoTime();
        C config = ConfigReader.read(chosen.defaults(), settings);
        OpenedModel opened = OpenedModel.read(model, options);
        Destination destination = out.destination(opened);
        Dataset pictures = data.data == null ? null : data.open(host(), opened.graph());
        NormalisationChoice choice = pictures == null
                ? null
                : data.choice(host(), pictures, opened.graph(), opened.file());
        Samples given = pictures == null || choice == null
                ? null
                : DataOptions.samples(pictures, choice.normalisation(), opened, options);
        Learning learning = choice == null || !Learning.isWanted(chosen, config)
                ? null
                : learning(opened.graph(), choice.normalisation());
        MethodInput<C> input = new MethodInput<>(opened.graph(), config, given, options.seed,
                options.runtime().threads(), learning);
        MethodResult result = result(chosen, input, progress.part(0, 0.5));
        Exported exported = write(result, opened, destination, given, progress.part(0.5, 0.6));
        Measures measures = Measures.take(opened, OpenedModel.read(exported.file(), options),
                new Measures.Wish(options, pictures, choice, !withoutBench), progress.part(0.6, 1));
        Map<String, Object> json = Json.object("method", chosen.info().id(), "config", ConfigJson.tree(config), "seed",
                options.seed, "model", model.toString(), "out", exported.file().toString(), "before",
                measures.before().json(), "cut", measures.after().json(), "after", measures.after().json(), "trained",
                false, "ratio", measures.ratioJson(), "parity", parity(result.parity()), "written",
                OutOptions.parity(exported.parity(), "the network in memory"), "changes", changes(result), "seconds",
                (System.nanoTime() - start) / 1e9, "report", ConfigJson.tree(result.report()));
        return new Report(json, text(result, exported, measures));
    }

    private <C extends Record> MethodResult result(Method<C> chosen, MethodInput<C> input, Progress progress)
            throws ProblemException {
        try {
            return chosen.run(input, progress);
        } catch (ProblemException e) {
            throw e.in(model);
        }
    }

    /// What a method trains with: the training part of the data, of which a tenth is held out to choose by.
    private Learning learning(Graph graph, Normalisation normalisation) throws ProblemException {
        TrainSets sets = TrainSets.open(DataOptions.datasets(host(), graph), data.required(), Integer.MAX_VALUE);
        Holdout parts = Holdout.of(sets.training(), HELD_OUT, options.seed);
        return new Learning(new TrainInput.Pictures(parts.training(), parts.heldOut(), normalisation),
                TrainInput.Conditions.of(options.seed, options.runtime().threads()), TrainListener.none());
    }

    /// Writes the result; it must compute what the network in memory computes.
    private Exported write(MethodResult result, OpenedModel opened, Destination destination, @Nullable Samples given,
            Progress progress) throws ProblemException {
        Samples samples = given != null ? given : opened.samples(OutOptions.SAMPLES, options);
        try (OrtSession inMemory = OrtSession.open(result.graph(), options.runtime())) {
            return new ModelExport(options.runtime()).write(result.graph(), destination, inMemory, samples, progress);
        }
    }

    private static @Nullable Map<String, Object> parity(@Nullable Difference difference) {
        return difference == null ? null : OutOptions.parity(difference, "the same network unmerged or masked");
    }

    private static List<Map<String, Object>> changes(MethodResult result) {
        return result.changes().stream().map(c -> Json.object("place", c.place(), "text", c.text())).toList();
    }

    private String text(MethodResult result, Exported exported, Measures measures) {
        List<String> lines = new ArrayList<>();
        result.changes().forEach(c -> lines.add(c.place() + ": " + c.text()));
        lines.add("");
        lines.add(measures.table().toString());
        if (measures.ratio() != null) {
            lines.add(measures.ratioSentence());
        }
        lines.add("");
        Difference parity = result.parity();
        if (parity != null) {
            lines.add(
                    "the change of form alone, " + OutOptions.sentence(parity, "the same network unmerged or masked"));
        }
        lines.addAll(ReportText.lines(result.report()));
        lines.add(exported.file() + ": " + Figures.bytes(exported.bytes()) + ", read again and run in ONNX Runtime");
        return String.join(System.lineSeparator(), lines);
    }
}
