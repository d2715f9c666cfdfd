package dev.secateur.views.component;

import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// A coloured box with an icon, a sentence of at most three lines, and at most one link. Warnings, refusals and errors can be copied.
public final class Note extends HBox {
    private final Label text = new Label();
    private final VBox body = new VBox(text);
    private String details = "";

    public Note(Tone tone, String message) {
        getStyleClass().addAll("note", tone.styleClass());
        text.getStyleClass().add("note-text");
        text.setWrapText(true);
        text.setText(message);
        text.setMinHeight(USE_PREF_SIZE);
        body.setMinWidth(0);
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(tone.icon().at(16), body);
        if (tone == Tone.REFUSED || tone == Tone.WARNING || tone == Tone.DANGER) {
            getChildren().add(CopyButton.of(this::details));
        }
        setAccessibleText(message);
    }

    private String details() {
        return text.getText() + (details.isEmpty() ? "" : "\n" + details);
    }

    /// Adds what *Copy details* copies beside the sentence.
    public Note withDetails(String more) {
        details = more;
        return this;
    }

    /// Adds the link below the sentence.
    public Note withLink(String label, Runnable action) {
        Hyperlink link = new Hyperlink(label);
        link.getStyleClass().add("note-link");
        link.setOnAction(event -> action.run());
        body.getChildren().setAll(text, link);
        return this;
    }

    /// The sentence.
    public String message() {
        return text.getText();
    }
}
