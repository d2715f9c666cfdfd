package dev.secateur.app.main;

import dev.secateur.app.cli.CommandLineProgram;
import dev.secateur.app.cli.Host;
import dev.secateur.app.cli.Interrupt;
import dev.secateur.app.cli.Streams;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// Starts the program. Does not extend `Application`, so that JavaFX may stand on the class path.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Streams streams = Streams.ofProcess();
        String home = System.getProperty("user.home", ".");
        Workbench workbench = new Workbench(SettingsFile.ofUser(System.getenv(), home),
                SampleModel.ofUser(System.getenv(), home), StartTrace.to(streams.err()));
        Host host = new Host(streams, workbench, (graph, format, progress) -> {
            throw absent("drawing pictures");
        }, name -> Main.class.getClassLoader().getResourceAsStream(name), Interrupt.ofProcess());
        System.exit(new CommandLineProgram(host).run(args));
    }

    private static ProblemException absent(String what) {
        return new ProblemException(new Problem.OfDevice("cannot do this yet", "secateur",
                what + " is not part of this build", "use another command"));
    }
}
