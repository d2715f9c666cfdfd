package dev.secateur.views.archive;

import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.engine.session.SessionFile;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.Tone;
import dev.secateur.views.session.SessionJournal;

/// What a crash left: a session to reopen, and in a reopened one the jobs that had not ended. Of no height while there is nothing.
public final class RecoveryPane extends VBox {

    private final ArchiveViewModel model;
    private final SessionJournal journal;
    private final Training training;

    public RecoveryPane(ArchiveViewModel model, SessionJournal journal, Training training) {
        this.model = model;
        this.journal = journal;
        this.training = training;
        training.text().addListener(o -> show());
        setId("recovery");
        getStyleClass().add("recovery");
        getStylesheets().add(Objects.requireNonNull(RecoveryPane.class.getResource("archive.css")).toExternalForm());
        model.offerProperty().addListener(o -> show());
        ObservableList<SessionFile.OpenJob> jobs = journal.cutOff();
        jobs.addListener((InvalidationListener) o -> show());
        show();
    }

    /// A training that had not ended.
    ///
    /// @param text what it is and how far it came; empty if there is none
    /// @param notNow takes the text away; it can be gone on with later
    public record Training(ObservableValue<String> text, Runnable goOn, Runnable notNow) {}

    private void show() {
        getChildren().clear();
        ArchiveRow offer = model.offerProperty().get();
        if (offer != null) {
            getChildren().add(row(new Note(Tone.INFO, offer.offer()), button("Reopen", "recovery-reopen",
                    () -> model.open(offer)), button("Not now", "recovery-decline", model::decline)));
        }
        for (SessionFile.OpenJob job : journal.cutOff()) {
            String from = " of v" + job.version() + " was cut off when the program ended.";
            getChildren().add(job.method().isEmpty() || job.method().equals("train")
                    ? row(new Note(Tone.INFO, job.title() + from + " Go on with it under Training."),
                            button("Close", "recovery-forget", () -> journal.forget(job)))
                    : row(new Note(Tone.INFO, job.title() + from + " Its trainings go on where they were saved last."),
                            button("Go on", "recovery-go-on", () -> journal.goOn(job)),
                            button("Drop", "recovery-forget", () -> journal.forget(job))));
        }
        String cutOff = training.text().getValue();
        if (!cutOff.isEmpty()) {
            getChildren().add(row(new Note(Tone.INFO, cutOff),
                    button("Go on", "recovery-train", training.goOn()),
                    button("Not now", "recovery-train-later", training.notNow())));
        }
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }

    private static HBox row(Note note, Button... buttons) {
        HBox row = new HBox(8, note);
        row.getChildren().addAll(buttons);
        row.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(note, Priority.ALWAYS);
        row.getStyleClass().add("recovery-row");
        return row;
    }

    private static Button button(String text, String id, Runnable action) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }
}
