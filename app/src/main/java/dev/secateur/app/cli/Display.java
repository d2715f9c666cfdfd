package dev.secateur.app.cli;

import java.util.Locale;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// Knows whether a window can be shown.
final class Display {

    private Display() {}

    /// Returns if there is a display, or if JavaFX was told to do without one.
    ///
    /// @throws ProblemException naming the commands that need none
    static void require() throws ProblemException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean alwaysThere = system.contains("mac") || system.contains("windows");
        boolean headless = "Headless".equalsIgnoreCase(System.getProperty("glass.platform", ""));
        if (!alwaysThere && !headless && System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            throw new ProblemException(new Problem.OfDevice("cannot open the workbench", "display",
                    "there is none (DISPLAY is not set)",
                    "use a command that needs none: inspect, blocks, methods, apply, bench, evaluate, export"));
        }
    }
}
