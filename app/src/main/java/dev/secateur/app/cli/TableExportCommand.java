package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine;

import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.Layer;
import dev.secateur.engine.hardware.TableExchange;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "export", description = "Write one small ONNX file for each different layer of the models, and a CSV to fill with their times.")
final class TableExportCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", arity = "1..*", description = "ONNX files: a model, and its variants.")
    List<Path> models = new ArrayList<>();

    @CommandLine.Option(names = "--out", paramLabel = "FOLDER", required = true, description = "Folder to write into; absent or empty.")
    Path out = Path.of("");

    TableExportCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        List<Layer> layers = new ArrayList<>();
        for (Path model : models) {
            layers.addAll(Forecast.layers(OpenedModel.read(model, options).graph(), options.batch(1)));
        }
        if (layers.isEmpty()) {
            throw ProblemException.ofFile("nothing to time", models.getFirst(),
                    "it has no convolution or matrix product of known extents", "bind its open sizes with --size");
        }
        int written = TableExchange.write(layers, out, progress);
        Path table = out.resolve(TableExchange.TABLE);
        return new Report(
                Json.object("layers", written, "batch", options.batch(1), "out", out.toString(), "table",
                        table.toString()),
                written + " layers at batch " + options.batch(1) + " in " + out
                        + "; time each file on the device, write the milliseconds into "
                        + table + ", then: secateur table import");
    }
}
