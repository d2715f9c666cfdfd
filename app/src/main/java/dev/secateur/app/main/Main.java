package dev.secateur.app.main;

import dev.secateur.app.cli.CommandLineProgram;
import dev.secateur.app.cli.Host;
import dev.secateur.app.cli.Interrupt;
import dev.secateur.app.cli.Streams;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.engine.data.NormalisationMemory;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.session.SessionStore;

/// Starts the program. Does not extend `Application`, so that JavaFX may stand on the class path.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        Spinning.limit(System.getenv());
        Streams streams = Streams.ofProcess();
        String home = System.getProperty("user.home", ".");
        Interrupt interrupt = Interrupt.ofProcess();
        Workbench workbench = new Workbench(SettingsFile.ofUser(System.getenv(), home),
                SampleModel.ofUser(System.getenv(), home),
                new SessionStore(SettingsFile.sessions(System.getenv(), home)), StartTrace.to(streams.err()),
                interrupt);
        Host host = new Host(streams, workbench, new OffscreenPainter(), new OffscreenViews(),
                name -> Main.class.getClassLoader().getResourceAsStream(name), interrupt,
                new NormalisationMemory(SettingsFile.folder(System.getenv(), home).resolve("normalisations.json")),
                KernelDevices::found);
        System.exit(new CommandLineProgram(host).run(args));
    }
}
