package dev.secateur.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Exported;
import dev.secateur.engine.runtime.ModelExport;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "export", description = "Write a model as ONNX, read again and compared in ONNX Runtime; quantised (qdq); as a web page that tells all about it (html); as a table (csv); or as a picture (png, svg).")
final class ExportCommand extends Command {

    private static final List<String> FORMATS = List.of("onnx", "qdq", "html", "csv", "png", "svg");
    private static final String GRAPH = "graph";
    private static final String COMPARE = "compare";

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--format", paramLabel = "FORMAT", required = true, description = "onnx, qdq, html, csv, png or svg.")
    String format;

    @CommandLine.Option(names = "--free-batch", description = "Let a model with a fixed batch of 1 take any batch (onnx only).")
    boolean freeBatch;

    @CommandLine.Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the method ptq (qdq only), see methods ptq; may be repeated. Other methods: see apply.")
    List<String> settings = new ArrayList<>();

    @CommandLine.Option(names = "--table", paramLabel = "TABLE", description = "Which table (csv only): ${COMPLETION-CANDIDATES}. Default: layers.")
    ModelTable table = ModelTable.LAYERS;

    @CommandLine.Option(names = "--view", paramLabel = "VIEW", description = "What is drawn (png, svg): graph (default, all of it), or a tab as the window shows it: slimming, memory, bits, compare and so on; window for all of it.")
    String view = GRAPH;

    @CommandLine.Option(names = "--dark", description = "Draw a view in the dark theme.")
    boolean dark;

    @CommandLine.Option(names = "--window-size", paramLabel = "WxH", description = "Size of the window whose view is drawn, px. Default: 1440x900.")
    String size = "1440x900";

    @CommandLine.Option(names = "--against", paramLabel = "MODEL", description = "Hold the model against this one (html; csv with --table differences; png and svg with --view compare).")
    @Nullable
    Path against;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    ExportCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        String wanted = format.toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(wanted)) {
            throw ProblemException.ofSetting("cannot export", "--format " + format, "there is no such format",
                    "give one of " + String.join(", ", FORMATS));
        }
        if (freeBatch && !wanted.equals("onnx")) {
            throw ProblemException.ofSetting("cannot export", "--free-batch", "only a model has a batch",
                    "leave the option out, or give --format onnx");
        }
        return switch (wanted) {
            case "qdq" -> quantised(progress);
            case "html" ->
                new ModelReport(host(), options, model, against, true, data, out).write(progress);
            default -> write(wanted, progress);
        };
    }

    private Report write(String wanted, Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Destination destination = out.destination(opened);
        return switch (wanted) {
            case "onnx" -> exportModel(opened, destination, progress);
            case "csv" -> exportTable(opened, destination, progress);
            default -> exportPicture(opened, destination, wanted, progress);
        };
    }

    /// The method ptq does it: 8 bits unless settings say otherwise.
    private Report quantised(Progress progress) throws ProblemException {
        ApplyCommand apply = new ApplyCommand(host());
        apply.method = "ptq";
        apply.model = model;
        apply.settings = settings;
        apply.options = options;
        apply.data = data;
        apply.out = out;
        return apply.run(progress);
    }

    private Report exportTable(OpenedModel opened, Destination destination, Progress progress)
            throws ProblemException {
        if (table == ModelTable.DIFFERENCES && against == null) {
            throw ProblemException.ofSetting("cannot export", "--table differences", "there is no other model",
                    "name one with --against");
        }
        OpenedModel other = against == null ? null : OpenedModel.read(against, options);
        byte[] text = table.csv(opened, other).getBytes(StandardCharsets.UTF_8);
        progress.check();
        return written("csv", destination, text);
    }

    private Report exportModel(OpenedModel opened, Destination destination, Progress progress)
            throws ProblemException {
        Graph graph = freeBatch ? freed(opened.graph(), progress.part(0, 0.5)) : opened.graph();
        Samples samples = opened.samples(OutOptions.SAMPLES, options);
        try (OrtSession original = OrtSession.open(model, options.runtime())) {
            Exported exported = new ModelExport(options.runtime()).write(graph, destination, original,
                    samples, freeBatch ? progress.part(0.5, 1) : progress);
            Difference parity = exported.parity();
            Map<String, Object> json = Json.object("model", model.toString(), "format", "onnx", "out",
                    destination.file().toString(), "bytes", exported.bytes(), "parity",
                    OutOptions.parity(parity, "the source file"));
            return new Report(json, destination.file() + ": " + Figures.bytes(exported.bytes())
                    + ", read again and run in ONNX Runtime" + System.lineSeparator()
                    + OutOptions.sentence(parity, "the source file"));
        }
    }

    private Graph freed(Graph graph, Progress progress) throws ProblemException {
        return switch (FreeBatch.free(graph, progress)) {
            case FreeBatch.Freed(Graph free, double difference) -> free;
            case FreeBatch.Refused(String reason, Node node) ->
                throw ProblemException.ofModel("cannot free the batch", node == null ? null : graph.name(node), reason,
                        "export the model with an open batch").in(model);
        };
    }

    private Report exportPicture(OpenedModel opened, Destination destination, String wanted, Progress progress)
            throws ProblemException {
        byte[] picture;
        if (view.equals(GRAPH) && !dark && against == null) {
            GraphPainter.Format kind = GraphPainter.Format.valueOf(wanted.toUpperCase(Locale.ROOT));
            picture = host().painter().paint(opened.graph(), kind, progress);
        } else {
            picture = host().views()
                    .paint(new ViewPainter.Wanted(model, heldAgainst(), known(view), wanted.equals("svg"), dark,
                            size(size), data.data, options.runtime().threads()), progress);
        }
        progress.check();
        return written(wanted, destination, picture);
    }

    private @Nullable Path heldAgainst() throws ProblemException {
        if (against != null && !view.equals(COMPARE)) {
            throw ProblemException.ofSetting("cannot export", "--against", "only the view compare shows two models",
                    "give --view compare, or leave it out");
        }
        return against;
    }

    private String known(String asked) throws ProblemException {
        List<String> views = host().views().views();
        if (!views.contains(asked)) {
            throw ProblemException.ofSetting("cannot export", "--view " + asked, "there is no such view",
                    "give one of " + String.join(", ", views));
        }
        return asked;
    }

    private static ViewPainter.Size size(String text) throws ProblemException {
        if (!text.matches("[1-9][0-9]{2,3}x[1-9][0-9]{2,3}")) {
            throw ProblemException.ofSetting("cannot export", "--window-size " + text, "this is no size of a window",
                    "give one such as 1440x900, each from 100 to 9999");
        }
        String[] parts = text.split("x");
        return new ViewPainter.Size(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private Report written(String wanted, Destination destination, byte[] content) throws ProblemException {
        AtomicFile.write(destination.file(), channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
        return new Report(Json.object("model", model.toString(), "format", wanted, "out",
                destination.file().toString(), "bytes", size(destination.file())),
                destination.file() + ": " + Figures.bytes(content.length));
    }

    private static long size(Path file) throws ProblemException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the file that was written", file, AtomicFile.reason(e), "");
        }
    }
}
