package dev.secateur.views.theme;

import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Scene;
import javafx.scene.paint.Color;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/// The two looks of the program: AtlantaFX Primer underneath, our tokens and corrections on top.
public enum Theme {
    LIGHT, DARK;

    /// Puts a scene into this theme: fonts, AtlantaFX as user agent stylesheet, then [#stylesheets()] before the
    /// scene's other sheets. May be called again to switch.
    public void applyTo(Scene scene) {
        Typeface.load();
        scene.setUserAgentStylesheet(userAgentStylesheet());
        List<String> others = new ArrayList<>(scene.getStylesheets());
        others.removeAll(LIGHT.stylesheets());
        others.removeAll(DARK.stylesheets());
        List<String> all = new ArrayList<>(stylesheets());
        all.addAll(others);
        // In one step: a tooltip that is open would find no colours in between.
        scene.getStylesheets().setAll(all);
    }

    /// The AtlantaFX sheet below ours.
    public String userAgentStylesheet() {
        return this == LIGHT ? new PrimerLight().getUserAgentStylesheet() : new PrimerDark().getUserAgentStylesheet();
    }

    /// Our sheets in order: the tokens as looked-up colours, then the rules that use them.
    public List<String> stylesheets() {
        byte[] tokens = tokenSheet().getBytes(StandardCharsets.UTF_8);
        String data = "data:text/css;base64," + Base64.getEncoder().encodeToString(tokens);
        return List.of(data, resource("secateur.css"), resource("component.css"), resource("modena.css"));
    }

    /// The colours of this theme for code that paints by itself.
    public Palette palette() {
        return Palette.of(this);
    }

    /// The other theme.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    String tokenSheet() {
        StringBuilder css = new StringBuilder(".root {\n");
        for (Token token : Token.values()) {
            append(css, token.cssName(), token.in(this));
        }
        for (OperatorClass operatorClass : OperatorClass.values()) {
            append(css, operatorClass.cssName(), operatorClass.in(this));
        }
        for (int i = 0; i < palette().series().size(); i++) {
            append(css, "-sct-series-" + (i + 1), palette().series(i));
        }
        return css.append("}\n").toString();
    }

    private static void append(StringBuilder css, String name, Color color) {
        css.append("    ").append(name).append(": ").append(css(color)).append(";\n");
    }

    /// A colour as stylesheets and SVG write it: `#rrggbb`, or `rgba(...)` when it is translucent.
    public static String css(Color color) {
        int red = (int) Math.round(color.getRed() * 255);
        int green = (int) Math.round(color.getGreen() * 255);
        int blue = (int) Math.round(color.getBlue() * 255);
        if (color.isOpaque()) {
            return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
        }
        return String.format(Locale.ROOT, "rgba(%d,%d,%d,%.3f)", red, green, blue, color.getOpacity());
    }

    private static String resource(String name) {
        URL url = Objects.requireNonNull(Theme.class.getResource(name), name);
        return url.toExternalForm();
    }
}
