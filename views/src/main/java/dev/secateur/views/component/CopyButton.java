package dev.secateur.views.component;

import java.util.function.Supplier;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import dev.secateur.views.theme.Icon;

/// Buttons that copy what a message says, so that it can be asked about elsewhere.
public final class CopyButton {

    private static final double ICON = 14;

    private CopyButton() {}

    /// A small button that shows an icon only.
    ///
    /// @param details asked for when it is pressed
    public static Button of(Supplier<String> details) {
        Button button = new Button(null, Icon.COPY.at(ICON));
        button.getStyleClass().addAll("icon-button", "small", "copy-details");
        button.setMinWidth(Button.USE_PREF_SIZE);
        return copying(button, details);
    }

    /// A small button with the words.
    public static Button labelled(Supplier<String> details) {
        Button button = new Button("Copy details", Icon.COPY.at(ICON));
        button.getStyleClass().addAll("small", "copy-details");
        button.setMinWidth(Button.USE_PREF_SIZE);
        return copying(button, details);
    }

    private static Button copying(Button button, Supplier<String> details) {
        button.setTooltip(new Tooltip("Copy details"));
        button.setAccessibleText("Copy details");
        button.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(details.get());
            Clipboard.getSystemClipboard().setContent(content);
        });
        return button;
    }
}
