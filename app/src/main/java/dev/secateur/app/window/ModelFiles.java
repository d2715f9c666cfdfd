package dev.secateur.app.window;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.image.WritableImage;

import dev.secateur.app.actions.Screen;
import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;
import dev.secateur.views.session.Status;
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
        chooseTarget(format.ending()).ifPresent(target -> {
            PictureExport export = new PictureExport(workspace.canvas(), format);
            write(target, progress -> export.draw(target, progress));
        });
    }

    /// Writes the steps to the present as a recipe.
    void saveRecipe() {
        VersionTree tree = session.tree();
        if (tree != null) {
            chooseTarget("json").ifPresent(target -> write(target,
                    progress -> SessionRecipe.of(tree, ProgramVersion.text(), session.seedProperty().get()).bytes()));
        }
    }

    /// Writes the report of the present, held against the original.
    void saveReport(Workspace workspace) {
        VersionTree tree = session.tree();
        if (tree != null) {
            saveReport(workspace, tree.original(), tree.present());
        }
    }

    /// Writes the report of two versions side by side.
    void saveReport(Workspace workspace, Version against, Version version) {
        VersionTree tree = session.tree();
        Path source = session.source();
        if (tree != null && source != null) {
            chooseTarget("html").ifPresent(target -> {
                VersionReport report = VersionReport.of(session, tree,
                        new VersionReport.Compared(String.valueOf(source.getFileName()), version, against),
                        workspace.frontier());
                write(target, progress -> report.page());
            });
        }
    }

    /// Writes a picture of the shown tab as it is now.
    void saveTab(Workspace workspace, Screen.Picture format) {
        chooseTarget(format.ending()).ifPresent(target -> {
            if (format.ending().equals("svg")) {
                byte[] drawn = SceneSvg.of(workspace.middle()).getBytes(StandardCharsets.UTF_8);
                write(target, progress -> drawn);
            } else {
                WritableImage image = workspace.middle().snapshot(null, null);
                write(target, progress -> PngEncoder.encode(image));
            }
        });
    }

    /// Writes a text.
    ///
    /// @param ending `csv`
    void saveText(String text, String ending) {
        chooseTarget(ending).ifPresent(target -> write(target, progress -> text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Path> chooseTarget(String ending) {
        return new Suggestion(session, ending).file().flatMap(name -> dialogs.chooseTarget(folder(), name, ending));
    }

    private Optional<Path> folder() {
        return settings.recent().stream().findFirst().map(f -> f.toAbsolutePath().getParent());
    }

    private void write(Path target, Content content) {
        Job<Path> job = new Job<>("Export " + target.getFileName(), Job.Lane.LIGHT, progress -> {
            byte[] bytes = content.make(progress);
            AtomicFile.write(target, channel -> {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            });
            return target;
        });
        session.jobs().start(job, written -> session.statusProperty().set(Status.good("Wrote " + written)));
    }

    /// Makes what is written; where it cannot, there is no file.
    @FunctionalInterface
    private interface Content {
        byte[] make(Progress progress) throws ProblemException;
    }
}
