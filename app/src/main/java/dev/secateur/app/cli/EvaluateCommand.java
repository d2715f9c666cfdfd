package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
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

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    EvaluateCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Dataset pictures = data.open(host(), opened.graph());
        EvaluationPlan plan = data.plan(pictures, options);
        Normalisation normalisation = plan.normalisation();
        try (OrtSession session = OrtSession.open(model, options.runtime())) {
            Evaluation e = Evaluator.run(session, opened.graph(), pictures, plan, progress);
            Map<String, Object> json = Json.object("model", model.toString(), "data", pictures.name(), "samples",
                    e.samples(), "top1", e.top1(), "top5", e.top5(), "loss", e.loss(), "normalisation",
                    normalisation.display());
            return new Report(json, model + " on " + Figures.count(e.samples()) + " pictures of " + pictures.name()
                    + ": top-1 " + percent(e.top1()) + ", top-5 " + percent(e.top5()) + ", loss "
                    + Figures.decimal(e.loss(), 4) + System.lineSeparator()
                    + "pixels taken as " + normalisation.display());
        }
    }

    /// Two decimals, so that a single picture of ten thousand shows.
    private static String percent(double fraction) {
        return Figures.decimal(100 * fraction, 2) + " %";
    }
}
