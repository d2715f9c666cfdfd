package dev.secateur.views.theme;

import java.util.List;
import javafx.scene.paint.Color;

/// The colours of one theme for code that paints by itself (canvases, charts, exported pictures).
///
/// @param theme       the theme these colours belong to
/// @param series      colours of data series in their fixed order: blue, orange, green, purple, vermilion, sky, grey
/// @param sequential  more is darker (light theme) or brighter (dark theme)
/// @param loss        sensitivity, where more is always worse
/// @param diverging   better to worse than a reference in the middle
public record Palette(
        Theme theme, List<Color> series, ColorScale sequential, ColorScale loss, ColorScale diverging) {
    private static final String SEQUENTIAL_LIGHT = "#f3f8e6 #d3ebc2 #9ad4bd #56b4c3 #2a83b5 #24549a #1b2c6b";
    private static final String SEQUENTIAL_DARK = "#1a2740 #1f4469 #1f6a83 #2f928a #5fb87c #aad365 #f4e36b";
    private static final String LOSS_LIGHT = "#fff8ee #fde3bf #fbc081 #f0924a #d4602a #9f3616 #5f1c0c";
    private static final String DIVERGING = "#0b4f94 #3b86c2 #a3cbe6 %s #f7c08a #e07a1f #9c3d00";
    private static final String SERIES_LIGHT = "#0072b2 #d98200 #008a65 #b0568a #d55e00 #3f9fd8 #8c959f";
    private static final String SERIES_DARK = "#58a6e8 #e8a33d #2fbf95 #d68bb4 #f0834a #7cc4f0 #7d8590";
    private static final double LOWEST_BITS_AT = 0.06;
    private static final double HIGHEST_BITS_AT = 0.96;

    public Palette {
        series = List.copyOf(series);
    }

    /// The colours of a theme.
    public static Palette of(Theme theme) {
        boolean light = theme == Theme.LIGHT;
        ColorScale sequential = ColorScale.of(light ? SEQUENTIAL_LIGHT : SEQUENTIAL_DARK);
        ColorScale loss = light ? ColorScale.of(LOSS_LIGHT) : sequential;
        ColorScale diverging = ColorScale.of(DIVERGING.formatted(light ? "#f2f2f0" : "#2d333b"));
        List<Color> series = ColorScale.of(light ? SERIES_LIGHT : SERIES_DARK).stops();
        return new Palette(theme, series, sequential, loss, diverging);
    }

    /// The colour of a token.
    public Color color(Token token) {
        return token.in(theme);
    }

    /// The header colour of an operator class.
    public Color operator(OperatorClass operatorClass) {
        return operatorClass.in(theme);
    }

    /// The colour of the series with this index; the order repeats after the last.
    public Color series(int index) {
        return series.get(Math.floorMod(index, series.size()));
    }

    /// The colour of a bit width, 2..8.
    public Color bits(int bits) {
        if (bits < 2 || bits > 8) {
            throw new IllegalArgumentException("bit widths have colours from 2 to 8, got " + bits);
        }
        return sequential.at(LOWEST_BITS_AT + (HIGHEST_BITS_AT - LOWEST_BITS_AT) * (bits - 2) / 6.0);
    }
}
