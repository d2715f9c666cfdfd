package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "evaluate", description = "Measure how well a model classifies the test part of a data set.")
final class EvaluateCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--against", paramLabel = "MODEL", description = "Say also of how many pictures this model, the original for instance, says the same.")
    @Nullable
    Path against;

    @CommandLine.Option(names = "--details", description = "Print accuracy class by class and the confusion matrix.")
    boolean details;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    EvaluateCommand(Host host) {
        super(host);
    }

    /// What was found.
    ///
    /// @param agreement with the other model, null if there is none
    private record Found(Dataset pictures, NormalisationChoice choice, Evaluation evaluation,
            @Nullable Double agreement) {}

    @Override
    Report run(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Dataset pictures = data.open(host(), opened.graph());
        NormalisationChoice choice = data.choice(host(), pictures, opened.graph(), model);
        EvaluationPlan plan = DataOptions.plan(pictures, choice.normalisation(), options);
        Evaluation evaluation = evaluate(opened, pictures, plan, progress.part(0, against == null ? 1 : 0.5));
        data.remember(host(), choice, model, evaluation);
        Double agreement = null;
        if (against != null) {
            OpenedModel other = OpenedModel.read(against, options);
            agreement = evaluation.outcomes()
                    .agreement(evaluate(other, pictures, plan, progress.part(0.5, 1)).outcomes());
        }
        Found found = new Found(pictures, choice, evaluation, agreement);
        return new Report(json(found), text(found));
    }

    private Evaluation evaluate(OpenedModel opened, Dataset pictures, EvaluationPlan plan, Progress progress)
            throws ProblemException {
        try (OrtSession session = OrtSession.open(opened.file(), options.runtime())) {
            return Evaluator.run(session, opened.graph(), pictures, plan, progress);
        } catch (ProblemException e) {
            throw e.in(opened.file());
        }
    }

    private Map<String, Object> json(Found found) {
        Evaluation e = found.evaluation();
        Map<String, Object> json = Json.object("model", model.toString(), "data", found.pictures().name(), "samples",
                e.samples(), "top1", e.top1(), "top1Low", e.top1Interval().low(), "top1High", e.top1Interval().high(),
                "top5", e.top5(), "loss", e.loss(), "normalisation", found.choice().normalisation().display(),
                "normalisationSource", found.choice().source().name().toLowerCase(java.util.Locale.ROOT), "nearChance",
                e.isNearChance(), "skipped",
                e.skipped().stream().map(s -> Json.object("picture", s.picture(), "why", s.why())).toList());
        Json.put(json, "against", against == null ? null : against.toString());
        Json.put(json, "agreement", found.agreement());
        if (details) {
            Json.put(json, "classes", e.outcomes().classes());
            Json.put(json, "perClass", perClass(e));
            Json.put(json, "confusion", e.outcomes().confusion());
        }
        return json;
    }

    /// JSON has no numbers that are not finite: a class without pictures gives null.
    private static List<@Nullable Double> perClass(Evaluation evaluation) {
        List<@Nullable Double> list = new ArrayList<>();
        for (double accuracy : evaluation.outcomes().perClass()) {
            list.add(Double.isNaN(accuracy) ? null : accuracy);
        }
        return list;
    }

    private String text(Found found) {
        Evaluation e = found.evaluation();
        List<String> lines = new ArrayList<>();
        lines.add(model + " on " + Figures.count(e.samples()) + " pictures of " + found.pictures().name() + ": top-1 "
                + percent(e.top1()) + ", top-5 " + percent(e.top5()) + ", loss " + Figures.decimal(e.loss(), 4));
        lines.add("95 % interval of top-1 for this number of pictures: " + percent(e.top1Interval().low()) + " to "
                + percent(e.top1Interval().high()));
        lines.add("pixels taken as " + found.choice().display());
        if (found.agreement() != null) {
            lines.add("says the same as " + against + " of " + percent(found.agreement()) + " of the pictures");
        }
        if (found.pictures().isUndivided()) {
            lines.add(
                    "the folder has no parts train and test: if the model was trained on it, the accuracy says little");
        }
        DataOptions.leftOut(e.skipped().stream().map(k -> k.picture() + ": " + k.why()).toList()).ifPresent(lines::add);
        String doubt = DataOptions.doubt(e, found.choice());
        if (!doubt.isEmpty()) {
            lines.add(doubt);
        }
        if (details) {
            lines.add("");
            lines.add(table(e).toString());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /// Rows are true classes; the columns from the third on are what the model took them for.
    private static TextTable table(Evaluation evaluation) {
        List<String> classes = evaluation.outcomes().classes();
        int[][] confusion = evaluation.outcomes().confusion();
        double[] perClass = evaluation.outcomes().perClass();
        List<String> heads = new ArrayList<>(List.of("class", ">found"));
        for (int c = 0; c < classes.size(); c++) {
            heads.add(">" + c);
        }
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (int c = 0; c < classes.size(); c++) {
            List<String> cells = new ArrayList<>(
                    List.of(c + " " + classes.get(c), Double.isNaN(perClass[c]) ? "" : percent(perClass[c])));
            for (int count : confusion[c]) {
                cells.add(count == 0 ? "" : Integer.toString(count));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    /// Two decimals, so that a single picture of ten thousand shows.
    static String percent(double fraction) {
        return Figures.decimal(100 * fraction, 2) + " %";
    }
}
