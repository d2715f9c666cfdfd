package dev.secateur.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.experiment.Recipe;
import dev.secateur.engine.experiment.RecipeOutcome;
import dev.secateur.engine.experiment.RecipeRunner;
import dev.secateur.engine.experiment.RecipeTask;
import dev.secateur.engine.experiment.TrainSets;
import dev.secateur.engine.experiment.TrainTask;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.store.Destination;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.ReportText;

/// What commands share that compress a model and write the result: one method, or a recipe.
abstract class CompressCommand extends Command {

    private static final BenchPlan SHORT = new BenchPlan(3, 11, 1001, Duration.ofMillis(1500));

    @CommandLine.Parameters(index = "1", paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--no-bench", description = "Do not time the model before and after.")
    boolean withoutBench;

    @CommandLine.Mixin
    CheckpointOptions checkpoints = new CheckpointOptions();

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    CompressCommand(Host host) {
        super(host);
    }

    /// Does the steps and tells what came of them.
    ///
    /// @param head what the JSON begins with
    final Report compress(List<Recipe.Planned<?>> steps, Map<String, Object> head, Progress progress)
            throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Destination destination = out.destination(opened);
        boolean learns = steps.stream().anyMatch(Recipe.Planned::learns);
        RecipeTask.Pictures pictures = data.data == null ? null : pictures(opened, learns);
        RecipeTask task = new RecipeTask(steps,
                new TrainTask.Start(opened.graph(), model, String.valueOf(model.getFileName())), pictures,
                new RecipeTask.Inputs(samples(opened, pictures), withoutBench ? null : timing(opened)),
                new RecipeTask.Place(destination, conditions(), options.runtime().threads(),
                        new TrainLines(host().streams()), ProgramVersion.text()));
        RecipeOutcome outcome = run(task, progress);
        Sides sides = Sides.of(opened, OpenedModel.read(outcome.exported().file(), options), outcome);
        MethodResult last = outcome.last();
        Map<String, Object> json = Json.object("seed", options.seed, "model", model.toString(), "out",
                outcome.exported().file().toString(), "before", sides.before().json(), "cut",
                sides.cut() == null ? null : sides.cut().json(), "after", sides.after().json(), "trained",
                last.untrained() != null, "unjudged", outcome.unjudged(), "ratio", sides.ratioJson(), "parity",
                parity(last.parity()), "written",
                OutOptions.parity(outcome.exported().parity(), "the network in memory"), "changes", changes(outcome),
                "seconds", outcome.record().seconds(), "record", outcome.recordFile().toString(), "report",
                ConfigJson.tree(last.report()));
        Map<String, Object> whole = new LinkedHashMap<>(head);
        whole.putAll(json);
        return new Report(whole, text(outcome, sides, told(outcome, pictures)));
    }

    private RecipeOutcome run(RecipeTask task, Progress progress) throws ProblemException {
        try {
            return RecipeRunner.run(task, progress);
        } catch (ProblemException e) {
            throw e.in(model);
        }
    }

    /// The pictures; training and test part apart if the method learns, so that nothing learned is measured.
    private RecipeTask.Pictures pictures(OpenedModel opened, boolean learns) throws ProblemException {
        int limit = options.limit == null ? Integer.MAX_VALUE : options.limit;
        TrainSets sets = learns
                ? TrainSets.open(DataOptions.datasets(host(), opened.graph()), data.required(), limit)
                : null;
        Dataset test = sets == null ? data.open(host(), opened.graph()) : sets.test();
        NormalisationChoice choice = data.choice(host(), test, opened.graph(), opened.file());
        return new RecipeTask.Pictures(sets == null ? null : sets.training(),
                Holdout.first(test, limit), choice);
    }

    private Samples samples(OpenedModel opened, RecipeTask.@Nullable Pictures pictures) throws ProblemException {
        return pictures == null
                ? opened.samples(OutOptions.SAMPLES, options)
                : DataOptions.samples(pictures.test(), pictures.normalisation().normalisation(), opened, options);
    }

    private RecipeTask.Timing timing(OpenedModel opened) throws ProblemException {
        Map<String, Tensor> inputs = opened.inputs(options, 1);
        return new RecipeTask.Timing(inputs, SampleInputs.batch(opened.graph(), inputs), SHORT);
    }

    private TrainInput.Conditions conditions() {
        return new TrainInput.Conditions(options.seed, options.runtime().threads(),
                checkpoints.beside(out.out), new Pause());
    }

    private static @Nullable Map<String, Object> parity(@Nullable Difference difference) {
        return difference == null ? null : OutOptions.parity(difference, "the same network unmerged or masked");
    }

    private static List<Map<String, Object>> changes(RecipeOutcome outcome) {
        return outcome.results().stream().flatMap(r -> r.changes().stream())
                .map(c -> Json.object("place", c.place(), "text", c.text())).toList();
    }

    /// What the user should know of the pictures.
    private static List<String> told(RecipeOutcome outcome, RecipeTask.@Nullable Pictures pictures) {
        List<String> lines = new ArrayList<>();
        RecipeOutcome.Accuracy accuracy = outcome.accuracy();
        if (accuracy != null && pictures != null) {
            // Of the network before the cut: behind it chance may be the cut's work.
            String doubt = DataOptions.doubt(accuracy.before(), pictures.normalisation());
            lines.addAll(doubt.isEmpty() ? List.of() : List.of("before the cut " + doubt));
        }
        if (outcome.unjudged() != null) {
            lines.add("accuracy: not measured, because " + outcome.unjudged());
        }
        DataOptions.leftOut(outcome.record()).ifPresent(lines::add);
        return lines;
    }

    private static String text(RecipeOutcome outcome, Sides sides, List<String> told) {
        List<String> lines = new ArrayList<>();
        outcome.results().forEach(r -> r.changes().forEach(c -> lines.add(c.place() + ": " + c.text())));
        lines.add("");
        lines.add(sides.table().toString());
        if (sides.ratio() != null) {
            lines.add(sides.ratioSentence());
        }
        lines.add("");
        for (MethodResult result : outcome.results()) {
            Difference parity = result.parity();
            if (parity != null) {
                lines.add("the change of form alone, "
                        + OutOptions.sentence(parity, "the same network unmerged or masked"));
            }
            lines.addAll(ReportText.lines(result.report()));
        }
        lines.addAll(told);
        lines.add(outcome.exported().file() + ": " + Figures.bytes(outcome.exported().bytes())
                + ", read again and run in ONNX Runtime; record: " + outcome.recordFile());
        return String.join(System.lineSeparator(), lines);
    }
}
