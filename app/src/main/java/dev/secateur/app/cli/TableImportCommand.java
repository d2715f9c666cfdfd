package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableExchange;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.Destination;

@CommandLine.Command(name = "import", description = "Read a CSV of layer times that was filled on a device into a table.")
final class TableImportCommand extends Command {

    @CommandLine.Parameters(paramLabel = "CSV", description = "The file that table export has written, with times.")
    Path csv = Path.of("");

    @CommandLine.Option(names = "--out", paramLabel = "FILE", required = true, description = "Table to write, JSON.")
    Path out = Path.of("");

    @CommandLine.Option(names = "--measured-on", paramLabel = "NAME", description = "Name of the device that the times are of. Default: the name of the CSV's folder.")
    @Nullable
    String device;

    @CommandLine.Option(names = "--force", description = "Replace the file if it exists.")
    boolean force;

    TableImportCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        Path folder = csv.toAbsolutePath().getParent();
        String name = device != null ? device : String.valueOf(folder == null ? csv : folder.getFileName());
        LayerTable table = TableExchange.read(csv, name);
        Destination destination = Destination.of(out, List.of(csv), force);
        table.write(destination.file());
        return new Report(
                Json.object("device", name, "layers", table.milliseconds().size(), "out", out.toString()),
                out + ": " + table.milliseconds().size() + " layers of " + name);
    }
}
