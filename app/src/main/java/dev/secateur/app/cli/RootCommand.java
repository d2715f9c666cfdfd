package dev.secateur.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine;

import dev.secateur.app.settings.ProgramVersion;

@CommandLine.Command(name = "secateur", versionProvider = RootCommand.Version.class, description = "Compress trained neural networks. Without a command: the workbench, with the sample model.", footer = "%nExit codes: 0 done, 1 a problem that the message names, 2 wrong usage, 130 cancelled.")
final class RootCommand implements Callable<Integer> {

    @CommandLine.Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    boolean help;

    @CommandLine.Option(names = {"-V", "--version"}, versionHelp = true, description = "Show the version.")
    boolean version;

    private final Host host;

    RootCommand(Host host) {
        this.host = host;
    }

    @Override
    public Integer call() {
        return new OpenCommand(host).call();
    }

    /// The version for picocli.
    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[]{ProgramVersion.text()};
        }
    }
}
