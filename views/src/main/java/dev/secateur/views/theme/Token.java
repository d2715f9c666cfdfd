package dev.secateur.views.theme;

import javafx.scene.paint.Color;

/// A named colour of the interface, once for the light and once for the dark theme.
///
/// In stylesheets a token is the looked-up colour [#cssName()], for example `-sct-canvas`.
public enum Token {
    CANVAS("#ffffff", "#0d1117"),
    SUBTLE("#f6f8fa", "#161b22"),
    INSET("#eff2f5", "#010409"),
    GROUND("#fafbfc", "#0b0f14"),
    GROUND_DOT("#dde2e8", "#1e252d"),
    OVERLAY("#ffffff", "#1c2128"),
    BORDER("#d0d7de", "#30363d"),
    BORDER_MUTED("#e3e8ed", "#21262d"),
    TEXT("#1f2328", "#dfe5ec"),
    TEXT_MUTED("#59636e", "#9aa4af"),
    TEXT_FAINT("#6e7781", "#747e89"),
    ACCENT("#0969da", "#4493f8"),
    ACCENT_FILL("#0969da", "#1f6feb"),
    ON_ACCENT("#ffffff", "#ffffff"),
    SELECTED_ROW("#ddf4ff", "#13233a"),
    SUCCESS("#1a7f37", "#3fb950"),
    SUCCESS_GROUND("#dafbe1", "#12261e"),
    WARNING("#9a6700", "#d29922"),
    WARNING_GROUND("#fff8c5", "#272115"),
    DANGER("#cf222e", "#f85149"),
    DANGER_GROUND("#ffebe9", "#25171c"),
    REMOVED("#c8401f", "#f0834a"),
    REMOVED_GROUND("#fbe3db", "#2f1a12"),
    MERGED("#008a65", "#2fbf95"),
    MERGED_GROUND("#d5f0e5", "#0e2a22"),
    COUPLED("#8250df", "#a371f7"),
    CHART_GRID("#e6eaee", "#21262d"),
    EDGE("#6e7781", "#747e89"),
    BLOCK_HEADER("#e4e9ee", "#222a33"),
    HATCH("#d3d9df", "#2b323a"),
    BAND("#0969da14", "#4493f821"),
    SHADOW("#1f232829", "#01040999");

    private final Color light;
    private final Color dark;

    Token(String light, String dark) {
        this.light = Color.web(light);
        this.dark = Color.web(dark);
    }

    /// The colour in the given theme.
    public Color in(Theme theme) {
        return theme == Theme.LIGHT ? light : dark;
    }

    /// The name under which stylesheets look this colour up: `-sct-` and the token's name in lower case with hyphens.
    public String cssName() {
        return "-sct-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
