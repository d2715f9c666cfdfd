package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.Optional;

import dev.secateur.views.session.Defect;

/// What the user is asked in dialogs.
public interface Dialogs {

    /// Asks for a model to open; empty if the user thought better of it.
    Optional<Path> chooseModel(Optional<Path> folder);

    /// Asks for a file to read.
    ///
    /// @param ending `json`
    Optional<Path> chooseFile(Optional<Path> folder, String title, String ending);

    /// Asks for a folder that exists.
    Optional<Path> chooseFolder(String title);

    /// Asks where to write.
    ///
    /// @param suggestion file name to begin with
    /// @param ending `onnx`, `png`, `svg`
    Optional<Path> chooseTarget(Optional<Path> folder, String suggestion, String ending);

    /// Asks whether an existing file may be replaced.
    boolean mayReplace(Path file);

    /// Asks whether versions that were not exported may be lost.
    ///
    /// @param what would lose them: `Opening another model`, `Closing the window`
    boolean mayLose(String what, String version);

    /// Shows a defect with a report that can be copied.
    void show(Defect defect);

    /// Shows a text.
    void show(String title, String text);
}
