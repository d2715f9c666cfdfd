package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.Optional;

import dev.secateur.engine.problem.ProblemException;

/// The workbench's window, as far as the command line knows it.
@FunctionalInterface
public interface Desktop {

    /// Opens the window and returns when it was closed.
    ///
    /// @param model the model to open in it; empty for the sample model
    /// @param device what shall compute: a device's name; empty for what was chosen in the window
    /// @throws ProblemException if there is no display
    void open(Optional<Path> model, Optional<String> device) throws ProblemException;
}
