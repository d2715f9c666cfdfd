package dev.secateur.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;

/// The commands about times of layers on other devices.
@CommandLine.Command(name = "table", description = "Layer times of another device: write what has to be timed, read the times back, add them up, check such sums.", synopsisSubcommandLabel = "COMMAND")
final class TableCommand implements Callable<Integer> {

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @CommandLine.Spec
    CommandLine.Model.CommandSpec spec;

    static CommandLine of(Host host) {
        return new CommandLine(new TableCommand()).addSubcommand(new TableExportCommand(host))
                .addSubcommand(new TableImportCommand(host)).addSubcommand(new TableForecastCommand(host))
                .addSubcommand(new TableValidateCommand(host));
    }

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(),
                "say what to do: export, import, forecast or validate");
    }
}
