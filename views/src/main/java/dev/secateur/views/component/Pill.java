package dev.secateur.views.component;

import javafx.scene.control.Label;

/// A short fact in a rounded ground, for example `3 blocks` or `partial result`.
public final class Pill extends Label {
    public Pill(String text, Tone tone) {
        super(text);
        getStyleClass().addAll("pill", tone.styleClass());
        setMinWidth(USE_PREF_SIZE);
    }

    /// Changes text and tone.
    public void show(String text, Tone tone) {
        setText(text);
        getStyleClass().removeIf(name -> name.startsWith("tone-"));
        getStyleClass().add(tone.styleClass());
    }
}
