package dev.secateur.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

@CommandLine.Command(name = "export", description = "Write a model as ONNX, read again and compared in ONNX Runtime, or its picture as PNG or SVG.")
final class ExportCommand extends Command {

    private static final List<String> FORMATS = List.of("onnx", "png", "svg");
    private static final List<String> LATER = List.of("qdq", "html");

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--format", paramLabel = "FORMAT", required = true, description = "onnx, png or svg.")
    String format;

    @CommandLine.Option(names = "--free-batch", description = "Let a model with a fixed batch of 1 take any batch (onnx only).")
    boolean freeBatch;

    @CommandLine.Mixin
    OutOptions out = new OutOptions();

    ExportCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        String wanted = format.toLowerCase(Locale.ROOT);
        if (!FORMATS.contains(wanted)) {
            throw ProblemException.ofSetting("cannot export", "--format " + format,
                    LATER.contains(wanted) ? "this format is not in this version" : "there is no such format",
                    "give one of " + String.join(", ", FORMATS));
        }
        if (freeBatch && !wanted.equals("onnx")) {
            throw ProblemException.ofSetting("cannot export", "--free-batch", "a picture has no batch",
                    "leave the option out, or give --format onnx");
        }
        OpenedModel opened = OpenedModel.read(model, options);
        Destination destination = out.destination(opened);
        return wanted.equals("onnx")
                ? exportModel(opened, destination, progress)
                : exportPicture(opened, destination, wanted, progress);
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
        GraphPainter.Format kind = GraphPainter.Format.valueOf(wanted.toUpperCase(Locale.ROOT));
        byte[] picture = host().painter().paint(opened.graph(), kind, progress);
        progress.check();
        AtomicFile.write(destination.file(), channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(picture);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        });
        return new Report(Json.object("model", model.toString(), "format", wanted, "out",
                destination.file().toString(), "bytes", size(destination.file())),
                destination.file() + ": " + Figures.bytes(picture.length));
    }

    private static long size(Path file) throws ProblemException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot read the file that was written", file, AtomicFile.reason(e), "");
        }
    }
}
