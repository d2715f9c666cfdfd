package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import picocli.CommandLine;

import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.Layer;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "forecast", description = "Add up what a table says of the layers of a model. A forecast, not a measurement.")
final class TableForecastCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model = Path.of("");

    @CommandLine.Option(names = "--table", paramLabel = "FILE", required = true, description = "Table that table import has written.")
    Path file = Path.of("");

    TableForecastCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        LayerTable table = LayerTable.read(file);
        List<String> missing = new ArrayList<>();
        double sum = 0;
        int known = 0;
        for (Layer layer : Forecast.layers(OpenedModel.read(model, options).graph(), options.batch(1))) {
            OptionalDouble ms = table.of(layer);
            if (ms.isPresent()) {
                sum += ms.getAsDouble();
                known++;
            } else {
                missing.add(layer.key());
            }
        }
        if (known == 0) {
            throw ProblemException.ofFile("nothing to add up", file, "it knows no layer of " + model,
                    "export the layers of this model at this batch, and time them");
        }
        String least = missing.isEmpty()
                ? ""
                : " at least, without " + missing.size() + " layers that the table does not know";
        return new Report(
                Json.object("device", table.device(), "batch", options.batch(1), "forecastMs", sum, "layers", known,
                        "missing", missing),
                "%s on %s: %.3f ms for %d layers%s; a forecast from single layers, not a measurement".formatted(model,
                        table.device(), sum, known, least));
    }
}
