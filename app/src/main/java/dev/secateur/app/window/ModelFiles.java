package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;
import dev.secateur.views.version.FileVersion;

/// Asks where to, and writes what is made of the open model: the model itself, pictures, recipes, reports, tables.
final class ModelFiles {

    private final SessionModel session;
    private final SettingsModel settings;
    private final Dialogs dialogs;

    ModelFiles(SessionModel session, SettingsModel settings, Dialogs dialogs) {
        this.session = session;
        this.settings = settings;
        this.dialogs = dialogs;
    }

    /// Asks for a model to open.
    Optional<Path> chooseModel() {
        return dialogs.chooseModel(folder());
    }

    /// Asks for a file of the same network and adds it as a version.
    void addVersion() {
        chooseModel().ifPresent(file -> FileVersion.add(session, file));
    }

    /// Asks for a recipe to read.
    Optional<Path> chooseRecipe() {
        return dialogs.chooseFile(folder(), "Run a recipe", "json");
    }

    /// Writes the present as ONNX.
    void exportModel() {
        chooseTarget("onnx").ifPresent(session::export);
    }

    void exportPicture(Workspace workspace, Screen.Picture format) {
        chooseTarget(format.ending()).ifPresent(target -> workspace.exportPicture(target, format));
    }

    /// Writes the steps to the present as a recipe.
    void saveRecipe(Workspace workspace) {
        VersionTree tree = session.tree();
        if (tree != null) {
            chooseTarget("json").ifPresent(target -> workspace.write(target,
                    () -> SessionRecipe.of(tree, ProgramVersion.text(), session.seedProperty().get()).bytes()));
        }
    }

    void saveReport(Workspace workspace) {
        chooseTarget("html").ifPresent(target -> workspace.writeReport(target));
    }

    /// Writes the report of two versions side by side.
    void saveReport(Workspace workspace, Version against, Version version) {
        chooseTarget("html").ifPresent(target -> workspace.writeReport(target, against, version));
    }

    void saveTab(Workspace workspace, Screen.Picture format) {
        chooseTarget(format.ending()).ifPresent(target -> workspace.writeTab(target, format));
    }

    /// Writes a text.
    ///
    /// @param ending `csv`
    void saveText(Workspace workspace, String text, String ending) {
        chooseTarget(ending).ifPresent(target -> workspace.write(target, text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Path> chooseTarget(String ending) {
        return new Suggestion(session, ending).file().flatMap(name -> dialogs.chooseTarget(folder(), name, ending));
    }

    private Optional<Path> folder() {
        return settings.recent().stream().findFirst().map(f -> f.toAbsolutePath().getParent());
    }
}
