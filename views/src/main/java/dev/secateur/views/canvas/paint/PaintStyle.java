package dev.secateur.views.canvas.paint;

import javafx.scene.paint.Color;

import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

/// The colours of a painting.
///
/// @param palette the theme's colours
/// @param scale   what values are coloured with
/// @param range   the part of the values that the scale is stretched over
public record PaintStyle(Palette palette, ColorScale scale, ScaleRange range) {
    /// A theme with its sequential scale.
    public static PaintStyle of(Theme theme) {
        Palette palette = theme.palette();
        return new PaintStyle(palette, palette.sequential(), ScaleRange.ALL);
    }

    Color color(Token token) {
        return palette.color(token);
    }

    /// The colour of a value's position, stretched as the range says.
    public Color value(double position) {
        return scale.at(range.map(position));
    }

    Color valueText(double position) {
        return scale.textAt(range.map(position));
    }

    boolean isLight() {
        return palette.theme() == Theme.LIGHT;
    }
}
