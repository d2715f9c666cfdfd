package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.Timing;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "bench", description = "Time a model in ONNX Runtime, alone or in turns with another one.")
final class BenchCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--against", paramLabel = "MODEL", description = "Time this model in turns with the first; the ratio is its time over the first one's.")
    @Nullable
    Path against;

    @CommandLine.Option(names = "--profile", description = "Also time single nodes, by ONNX Runtime's own profile.")
    boolean profile;

    BenchCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        progress.report(-1, "Loading into ONNX Runtime");
        OpenedModel first = OpenedModel.read(model, options);
        Map<String, Tensor> inputs = first.inputs(options, 1);
        int batch = inputs.isEmpty() ? 1 : dev.secateur.engine.runtime.SampleInputs.batch(first.graph(), inputs);
        double load = Bench.loadAverage();
        BenchPlan plan = BenchPlan.defaults();
        try (OrtSession a = OrtSession.open(model, options.runtime())) {
            if (against == null) {
                Timing timing = Bench.time(a, inputs, batch, plan, progress);
                return profile
                        ? profiled(first.graph(), inputs, timing, load, progress)
                        : new Report(json(timing, load), text(timing, load));
            }
            OpenedModel.read(against, options);
            try (OrtSession b = OrtSession.open(against, options.runtime())) {
                return report(Bench.against(a, b, inputs, batch, plan, progress), load);
            }
        }
    }

    private Report profiled(Graph graph, Map<String, Tensor> inputs, Timing timing, double load, Progress progress)
            throws ProblemException {
        NodeTimes times = new NodeTimes(graph,
                Profile.of(graph, options.runtime(), inputs, timing.runs(), progress));
        Map<String, Object> json = json(timing, load);
        json.put("profile", times.json());
        return new Report(json, text(timing, load) + System.lineSeparator() + times.text());
    }

    private Report report(Pairing pairing, double load) {
        Map<String, Object> json = json(pairing.first(), load);
        Ratio ratio = pairing.ratio();
        json.put("against", times(String.valueOf(against), pairing.second()));
        json.put("ratio", Json.object("median", ratio.median(), "low", ratio.low(), "high", ratio.high()));
        String faster = ratio.low() > 1
                ? "the first model is faster"
                : ratio.high() < 1 ? "the first model is slower" : "no clear difference";
        TextTable table = new TextTable("model", ">median", ">p90");
        table.row(model.toString(), milliseconds(pairing.first().medianMs()),
                milliseconds(pairing.first().p90Ms()));
        table.row(String.valueOf(against), milliseconds(pairing.second().medianMs()),
                milliseconds(pairing.second().p90Ms()));
        String end = System.lineSeparator();
        return new Report(json, table + end + "ratio " + Figures.ratio(ratio.median()) + " (95 % interval "
                + Figures.ratio(ratio.low()) + " to " + Figures.ratio(ratio.high()) + "): " + faster + end
                + conditions(pairing.first(), load));
    }

    private Map<String, Object> json(Timing timing, double load) {
        Map<String, Object> json = times(model.toString(), timing);
        json.put("threads", timing.threads());
        json.put("batch", timing.batch());
        Json.put(json, "loadAverage", load < 0 ? null : load);
        json.put("onnxRuntime", OrtSession.version());
        return json;
    }

    private static Map<String, Object> times(String name, Timing timing) {
        return Json.object("model", name, "medianMs", timing.medianMs(), "p90Ms", timing.p90Ms(), "cpuMs",
                timing.cpuMs(), "runs", timing.runs());
    }

    private String text(Timing timing, double load) {
        return model + ": median " + milliseconds(timing.medianMs()) + ", p90 "
                + milliseconds(timing.p90Ms()) + System.lineSeparator() + conditions(timing, load);
    }

    private static String conditions(Timing timing, double load) {
        String machine = load < 0 ? "" : String.format(Locale.ROOT, ", load average %.2f", load);
        return timing.runs() + " runs, batch " + timing.batch() + ", " + timing.threads()
                + (timing.threads() == 1 ? " thread" : " threads") + ", processor time "
                + milliseconds(timing.cpuMs()) + " a run, ONNX Runtime " + OrtSession.version() + machine;
    }

    private static String milliseconds(double ms) {
        return (ms < 10 ? Figures.layerMs(ms) : Figures.modelMs(ms)) + " ms";
    }
}
