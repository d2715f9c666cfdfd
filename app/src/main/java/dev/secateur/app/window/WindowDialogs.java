package dev.secateur.app.window;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Stage;

import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.views.session.Defect;
import dev.secateur.views.theme.Theme;

/// Dialogs of the platform and of JavaFX.
final class WindowDialogs implements Dialogs {

    private static final double REPORT_ROWS = 14;

    private final Stage owner;
    private final Supplier<Theme> theme;

    WindowDialogs(Stage owner, Supplier<Theme> theme) {
        this.owner = owner;
        this.theme = theme;
    }

    @Override
    public Optional<Path> chooseModel(Optional<Path> folder) {
        FileChooser chooser = chooser("Open a model", folder);
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("ONNX models", "*.onnx"),
                new FileChooser.ExtensionFilter("All files", "*"));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
    }

    @Override
    public Optional<Path> chooseFile(Optional<Path> folder, String title, String ending) {
        FileChooser chooser = chooser(title, folder);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
        return Optional.ofNullable(chooser.showOpenDialog(owner)).map(java.io.File::toPath);
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(java.io.File::toPath);
    }

    @Override
    public Optional<Path> chooseTarget(Optional<Path> folder, String suggestion, String ending) {
        FileChooser chooser = chooser("Export", folder);
        chooser.setInitialFileName(suggestion);
        chooser.getExtensionFilters()
                .add(new FileChooser.ExtensionFilter(ending.toUpperCase(Locale.ROOT), "*." + ending));
        Optional<Path> chosen = Optional.ofNullable(chooser.showSaveDialog(owner)).map(java.io.File::toPath);
        if (chosen.isEmpty() || chosen.get().toString().toLowerCase(Locale.ROOT).endsWith("." + ending)) {
            return chosen;
        }
        // The platform has asked about the name as typed, not about the one with its ending.
        Path whole = chosen.get().resolveSibling(chosen.get().getFileName() + "." + ending);
        return Files.exists(whole) && !mayReplace(whole) ? Optional.empty() : Optional.of(whole);
    }

    private static FileChooser chooser(String title, Optional<Path> folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        folder.filter(Files::isDirectory).ifPresent(f -> chooser.setInitialDirectory(f.toFile()));
        return chooser;
    }

    @Override
    public boolean mayReplace(Path file) {
        return ask("Replace the file?", file.getFileName() + " exists already.", "Replace");
    }

    @Override
    public boolean mayLose(String what, String version) {
        return ask("Lose what was not exported?",
                what + " loses the versions of this model. " + version + " was not exported.", "Lose them");
    }

    private boolean ask(String question, String text, String yes) {
        ButtonType agree = new ButtonType(yes, ButtonBar.ButtonData.OK_DONE);
        Alert alert = alert(question, text, agree, ButtonType.CANCEL);
        return alert.showAndWait().filter(agree::equals).isPresent();
    }

    @Override
    public void show(String title, String text) {
        Alert alert = alert(title, text, ButtonType.CLOSE);
        alert.initModality(Modality.NONE);
        alert.show();
    }

    @Override
    public void show(Defect defect) {
        ButtonType copy = new ButtonType("Copy report", ButtonBar.ButtonData.LEFT);
        Alert alert = alert("A defect of Secateur stopped: " + defect.during(),
                "The model and its versions are as before, and the window can be used on. The report below says what "
                        + "happened; it holds no data of the model.",
                copy, ButtonType.CLOSE);
        String report = report(defect);
        TextArea area = new TextArea(report);
        area.setEditable(false);
        area.setPrefRowCount((int) REPORT_ROWS);
        area.getStyleClass().add("report");
        alert.getDialogPane().setExpandableContent(area);
        alert.getDialogPane().setExpanded(true);
        alert.initModality(Modality.NONE);
        alert.getDialogPane().lookupButton(copy).addEventFilter(javafx.event.ActionEvent.ACTION, e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(report);
            Clipboard.getSystemClipboard().setContent(content);
            e.consume();
        });
        alert.show();
    }

    /// The text that a user can send to the makers.
    static String report(Defect defect) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println("During: " + defect.during());
        out.println("Java " + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + " " + System.getProperty("os.arch") + ", ONNX Runtime "
                + OrtSession.version());
        out.println();
        defect.error().printStackTrace(out);
        return text.toString();
    }

    private Alert alert(String header, String text, ButtonType... buttons) {
        Alert alert = new Alert(Alert.AlertType.NONE, text, buttons);
        alert.initOwner(owner);
        alert.setTitle("Secateur");
        alert.setHeaderText(header);
        alert.setResizable(true);
        theme.get().applyTo(alert.getDialogPane().getScene());
        return alert;
    }
}
