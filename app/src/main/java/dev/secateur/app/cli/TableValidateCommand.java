package dev.secateur.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.experiment.ForecastTrial;
import dev.secateur.engine.hardware.ForecastFit;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "validate", description = "Hold forecasts from single layers against measurements of random variants of a model, on this machine.")
final class TableValidateCommand extends Command {

    private static final int LEAST = 3;

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model = Path.of("");

    @CommandLine.Option(names = "--variants", paramLabel = "N", converter = Positive.class, defaultValue = "20", description = "How many variants. Default: ${DEFAULT-VALUE}.")
    int variants = 20;

    @CommandLine.Option(names = "--seconds", paramLabel = "N", converter = Positive.class, defaultValue = "1", description = "How long each variant is timed. Default: ${DEFAULT-VALUE}.")
    int seconds = 1;

    @CommandLine.Option(names = "--out", paramLabel = "FILE", description = "Report to write, JSON.")
    @Nullable
    Path out;

    @CommandLine.Option(names = "--force", description = "Replace the file if it exists.")
    boolean force;

    TableValidateCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        if (variants < LEAST) {
            throw ProblemException.ofSetting("cannot validate forecasts", "--variants", "a line needs three points",
                    "ask for " + LEAST + " or more");
        }
        OpenedModel opened = OpenedModel.read(model, options);
        Destination destination = out == null ? null : Destination.of(out, List.of(model), force);
        ForecastTrial trial = ForecastTrial.run(opened.graph(), new ForecastTrial.Plan(variants, options.batch(1),
                options.runtime().threads(), options.seed, new BenchPlan(3, 11, 2001, Duration.ofSeconds(seconds))),
                progress);
        if (destination != null) {
            trial.write(destination.file());
        }
        return new Report(json(trial), text(trial));
    }

    private java.util.Map<String, Object> json(ForecastTrial trial) {
        ForecastFit fit = trial.fit();
        return Json.object("model", model.toString(), "variants", trial.variants().size(), "batch", trial.batch(),
                "threads", trial.machine().threads(), "cpu", trial.machine().cpu(), "correlation", fit.correlation(),
                "rankCorrelation", fit.rankCorrelation(), "slope", fit.slope(), "interceptMs", fit.intercept(),
                "meanError", fit.meanError(), "modelMs", trial.modelMs(), "loadBefore", trial.loadBefore(),
                "loadAfter", trial.loadAfter(), "underLoad", trial.underLoad(), "out",
                out == null ? null : out.toString());
    }

    private String text(ForecastTrial trial) {
        TextTable table = new TextTable(">MACs left", ">forecast", ">measured", ">95 % interval");
        for (ForecastTrial.Variant variant : trial.variants()) {
            table.row(Figures.percent(variant.macs()), Figures.layerMs(variant.forecastMs()) + " ms",
                    Figures.layerMs(variant.measuredMs()) + " ms",
                    Figures.layerMs(variant.low()) + " to " + Figures.layerMs(variant.high()));
        }
        ForecastFit fit = trial.fit();
        List<String> lines = new ArrayList<>();
        lines.add(table.toString());
        lines.add(String.format(Locale.ROOT,
                "correlation %.3f (of ranks %.3f), slope %.3f, intercept %.3f ms, mean error %.1f %%",
                fit.correlation(), fit.rankCorrelation(), fit.slope(), fit.intercept(), 100 * fit.meanError()));
        lines.add(String.format(Locale.ROOT, "the model itself %.3f ms, batch %d, %s; load average %.2f to %.2f%s",
                trial.modelMs(), trial.batch(), Figures.plural(trial.machine().threads(), "thread"),
                trial.loadBefore(), trial.loadAfter(),
                trial.underLoad() ? ": measured under load, each variant in turns with the model" : ""));
        return String.join(System.lineSeparator(), lines);
    }
}
