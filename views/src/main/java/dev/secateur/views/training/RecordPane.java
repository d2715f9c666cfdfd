package dev.secateur.views.training;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.record.RunRecord;
import dev.secateur.views.text.Figures;

/// The newest record of a training of the open model, else that of the run that made it, in short; whole to copy.
final class RecordPane extends VBox {

    private static final int DIGITS_SHOWN = 12;

    private final Label text = new Label();
    private final Button copy = new Button("Copy");

    RecordPane(TrainingViewModel model, Label heading) {
        setId("train-record");
        setSpacing(6);
        text.getStyleClass().add("muted");
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        copy.setId("train-copy-record");
        copy.getStyleClass().add("small");
        copy.setOnAction(e -> copy(model.recordProperty().get()));
        HBox title = new HBox(8, heading, copy);
        title.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        getChildren().addAll(title, text);
        model.recordProperty().addListener((o, was, is) -> show(is));
        show(model.recordProperty().get());
    }

    private static void copy(TrainingWork.@Nullable Recorded shown) {
        if (shown != null) {
            ClipboardContent content = new ClipboardContent();
            content.putString(shown.record().text());
            Clipboard.getSystemClipboard().setContent(content);
        }
    }

    private void show(TrainingWork.@Nullable Recorded shown) {
        copy.setDisable(shown == null);
        text.setText(shown == null
                ? "No training of this model has been recorded, and no record of how it was made lies beside it."
                : String.join("\n", lines(shown.record())) + "\nKept as " + shown.file());
    }

    /// What was done to what, and what came of it.
    static List<String> lines(RunRecord record) {
        List<String> lines = new ArrayList<>();
        lines.add(record.model().name() + ", SHA-256 " + record.model().sha256().substring(0, DIGITS_SHOWN) + "…, "
                + record.started().replace('T', ' ') + ", " + record.ending() + " after "
                + Figures.decimal(record.seconds(), 0) + " s");
        RunRecord.Data data = record.data();
        if (data != null) {
            lines.add(data.name() + part(", pictures to train on: ", data.training())
                    + part(", held out: ", data.heldOut()) + "; pixels taken as " + data.normalisation());
        }
        lines.add("Before: " + metrics(record.before()) + ". After: " + metrics(record.after()) + ".");
        lines.add(String.join(", then ",
                record.steps().stream().map(s -> s.method() + " " + settings(s)).toList()) + "; seed " + record.seed());
        lines.add(record.machine().cpu() + ", " + Figures.plural(record.machine().threads(), "thread") + ", "
                + record.program());
        return lines;
    }

    private static String part(String name, RunRecord.@Nullable Part part) {
        return part == null ? "" : name + Figures.count(part.samples());
    }

    private static String settings(RunRecord.Step step) {
        return step.config().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList().toString();
    }

    private static String metrics(RunRecord.@Nullable Metrics metrics) {
        return metrics == null
                ? "not measured"
                : Figures.decimal(100 * metrics.top1(), 2) + " % of " + Figures.count(metrics.samples())
                        + " test pictures right (" + Figures.decimal(100 * metrics.low(), 1) + " to "
                        + Figures.decimal(100 * metrics.high(), 1) + " %), loss "
                        + Figures.decimal(metrics.loss(), 4);
    }
}
