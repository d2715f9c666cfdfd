package dev.secateur.views.theme;

import java.util.Locale;
import javafx.scene.paint.Color;

/// The families of operators that the graph tells apart by colour. White text is readable on every one of them.
public enum OperatorClass {
    CONVOLUTION("#2f5d9b", "#3d74bd"),
    LINEAR("#1f6f78", "#24808a"),
    NORMALISATION("#5a7184", "#58758b"),
    ACTIVATION("#8a5a2b", "#a06a35"),
    ELEMENTWISE("#4d6b3c", "#567b42"),
    SHAPE("#6b5b95", "#7a68ab"),
    POOLING("#8c4a66", "#a55a7b"),
    ENDPOINT("#57606a", "#6e7681"),
    UNKNOWN("#6e7781", "#6e7681");

    private final Color light;
    private final Color dark;

    OperatorClass(String light, String dark) {
        this.light = Color.web(light);
        this.dark = Color.web(dark);
    }

    /// The header colour in the given theme.
    public Color in(Theme theme) {
        return theme == Theme.LIGHT ? light : dark;
    }

    /// The name under which stylesheets look this colour up, for example `-sct-op-convolution`.
    public String cssName() {
        return "-sct-op-" + name().toLowerCase(Locale.ROOT);
    }
}
