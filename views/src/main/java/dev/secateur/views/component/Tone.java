package dev.secateur.views.component;

import java.util.Locale;

import dev.secateur.views.theme.Icon;

/// What a message or a change means. Colour never says it alone: each tone has an icon too.
public enum Tone {
    NEUTRAL(Icon.INFO),
    INFO(Icon.INFO),
    GOOD(Icon.CHECK_CIRCLE),
    WARNING(Icon.WARNING),
    REFUSED(Icon.BAN),
    DANGER(Icon.ERROR);

    private final Icon icon;

    Tone(Icon icon) {
        this.icon = icon;
    }

    /// The glyph that goes with it.
    public Icon icon() {
        return icon;
    }

    String styleClass() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
