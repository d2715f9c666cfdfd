package dev.secateur.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CalibrationData;
import dev.secateur.engine.quant.Clipping;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.LayerSensitivity.Cell;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.RangeSearch;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.engine.quant.Sweep;
import dev.secateur.engine.quant.WeightGrids;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "sensitivity", description = "Measure what each layer loses at each width of its weights and activations, all others in float32.")
final class SensitivityCommand extends Command {

    private static final int SAMPLES = 256;
    private static final String CSV_HEAD = "layer,rounded,bits,mse,sqnr_db,cosine,kl_nats,points_lost\n";

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--bits", paramLabel = "N", split = ",", description = "Widths. Default: 2,3,4,5,6,7,8,16.")
    List<Integer> bits = Sweep.WIDTHS;

    @CommandLine.Option(names = "--clip", paramLabel = "HOW", defaultValue = "mse", description = "How ranges are cut off: minmax, percentile (99.99 %%), kl or mse. Default: ${DEFAULT-VALUE}.")
    String clip;

    @CommandLine.Option(names = "--no-outputs", description = "Look at the rounded numbers alone; do not run the network for every cell.")
    boolean withoutOutputs;

    @CommandLine.Option(names = "--csv", paramLabel = "FILE", description = "Also write all cells as CSV.")
    @Nullable
    Path csv;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    SensitivityCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        long start = System.nanoTime();
        if (bits.isEmpty() || bits.stream().anyMatch(b -> !LayerBits.isWidth(b) || b > 16)) {
            throw ProblemException.ofSetting("cannot use these widths", "--bits", "each is 2 to 16", "");
        }
        Clipping clipping = clipping();
        Destination target = csv == null ? null : Destination.of(csv, List.of(model), false);
        OpenedModel opened = OpenedModel.read(model, options);
        Graph graph = Rewriter.everywhere(opened.graph(), new FoldBatchNorm(), progress.part(0, 0.02));
        Sweep.Plan plan = new Sweep.Plan(bits, new WeightGrids(clipping, 99.99, true),
                new RangeSearch(clipping, 99.99, false), !withoutOutputs, options.runtime().threads());
        CalibrationData given = data.data == null ? null : data(opened, graph);
        List<LayerSensitivity> done = new ArrayList<>();
        boolean stopped = false;
        Sensitivity found;
        try {
            found = Sweep.run(graph, plan, given, done::add, progress.part(0.02, 1));
        } catch (CancelledException e) {
            stopped = true;
            found = new Sensitivity(plan.bits(), done, null, given == null ? "" : given.description());
        } catch (ProblemException e) {
            throw e.in(model);
        }
        if (target != null) {
            write(target.file(), found);
        }
        return new Report(json(found, stopped, (System.nanoTime() - start) / 1e9), text(found, stopped), null,
                stopped);
    }

    private Clipping clipping() throws ProblemException {
        for (Clipping known : Clipping.values()) {
            if (known.toString().equals(clip)) {
                return known;
            }
        }
        throw ProblemException.ofSetting("cannot use the value \"" + clip + "\"", "--clip",
                "it must be minmax, percentile, kl or mse", "");
    }

    private CalibrationData data(OpenedModel opened, Graph graph) throws ProblemException {
        Dataset pictures = DataOptions.datasets(host(), graph).open(data.required(), Split.TRAIN);
        NormalisationChoice choice = data.choice(host(), pictures, graph, opened.file());
        int batch = Calibration.batch(graph, QuantLayer.of(graph).stream().map(QuantLayer::data).toList());
        return CalibrationData.of(pictures, choice.normalisation(), graph.name(graph.requiredInputs().getFirst()),
                options.limit == null ? SAMPLES : options.limit, batch);
    }

    private static void write(Path file, Sensitivity found) throws ProblemException {
        StringBuilder lines = new StringBuilder(CSV_HEAD);
        for (LayerSensitivity layer : found.layers()) {
            layer.weights().forEach(c -> lines.append(line(layer.name(), "weights", c)));
            layer.activations().forEach(c -> lines.append(line(layer.name(), "activations", c)));
        }
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
    }

    private static String line(String layer, String rounded, Cell cell) {
        LayerSensitivity.OutputLoss output = cell.output();
        Double lost = output == null ? null : output.lost();
        String name = layer.matches("[^\",\\n]*") ? layer : "\"" + layer.replace("\"", "\"\"") + "\"";
        return String.join(",", name, rounded, String.valueOf(cell.bits()), number(cell.loss().meanSquare()),
                number(cell.loss().sqnr()), number(cell.loss().cosine()),
                output == null ? "" : number(output.divergence()), lost == null ? "" : number(lost)) + "\n";
    }

    /// Infinity where nothing is lost stays empty.
    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.7g", value) : "";
    }

    private Map<String, Object> json(Sensitivity found, boolean stopped, double seconds) {
        Map<String, Object> json = Json.object("model", model.toString(), "data", found.data(), "clip", clip, "top1",
                found.accuracy(), "bits", found.bits(), "layers",
                found.layers().stream().map(l -> Json.object("name", l.name(), "weightCount", l.weightCount(),
                        "weights", cells(l.weights()), "activations", cells(l.activations()))).toList(),
                "partial", stopped, "seconds", seconds);
        Json.put(json, "csv", csv == null ? null : csv.toString());
        return json;
    }

    private static List<Map<String, Object>> cells(List<Cell> cells) {
        return cells.stream().map(c -> {
            LayerSensitivity.OutputLoss output = c.output();
            return Json.object("bits", c.bits(), "mse", c.loss().meanSquare(), "sqnr", c.loss().sqnr(), "cosine",
                    c.loss().cosine(), "kl", output == null ? null : output.divergence(), "pointsLost",
                    output == null ? null : output.lost());
        }).toList();
    }

    private String text(Sensitivity found, boolean stopped) {
        List<String> lines = new ArrayList<>();
        if (stopped) {
            lines.add("stopped: a partial result, " + Figures.plural(found.layers().size(), "layer"));
        }
        boolean run = found.accuracy() != null;
        Function<Cell, String> shown = run ? SensitivityCommand::points : SensitivityCommand::decibels;
        String what = run
                ? "points of accuracy lost (of " + EvaluateCommand.percent(found.accuracy() == null
                        ? 0
                        : found.accuracy()) + ")"
                : "signal to quantisation noise, dB";
        lines.add("weights rounded, by bits: " + what);
        lines.add(table(found, true, shown).toString());
        if (found.layers().stream().anyMatch(l -> !l.activations().isEmpty())) {
            lines.add("");
            lines.add("activations rounded, by bits: " + what);
            lines.add(table(found, false, shown).toString());
        }
        lines.add("");
        lines.add(found.data().isEmpty() ? "no data: weights alone" : "on " + found.data());
        return String.join(System.lineSeparator(), lines);
    }

    private static String points(Cell cell) {
        LayerSensitivity.OutputLoss output = cell.output();
        Double lost = output == null ? null : output.lost();
        return lost == null ? "" : Figures.decimal(lost, 1);
    }

    private static String decibels(Cell cell) {
        return Double.isInfinite(cell.loss().sqnr()) ? "exact" : Figures.decimal(cell.loss().sqnr(), 1);
    }

    private static TextTable table(Sensitivity found, boolean weights, Function<Cell, String> shown) {
        List<String> heads = new ArrayList<>(List.of("layer"));
        found.bits().forEach(b -> heads.add(">" + b));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        for (LayerSensitivity layer : found.layers()) {
            List<String> cells = new ArrayList<>(List.of(layer.name()));
            found.bits().forEach(b -> cells.add(layer.cell(weights, b).map(shown).orElse("")));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }
}
