package dev.secateur.views.theme;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;

/// A piecewise linear colour scale over 0..1 with evenly spaced stops.
///
/// @param stops at least two colours, from position 0 to position 1
public record ColorScale(List<Color> stops) {
    private static final Color DARK_TEXT = Color.web("#10161d");

    public ColorScale {
        stops = List.copyOf(stops);
        if (stops.size() < 2) {
            throw new IllegalArgumentException("a colour scale needs two stops, got " + stops.size());
        }
    }

    /// A scale from colours written as `#rrggbb`, separated by blanks.
    static ColorScale of(String colors) {
        List<Color> stops = new ArrayList<>();
        for (String color : colors.split(" ")) {
            stops.add(Color.web(color));
        }
        return new ColorScale(stops);
    }

    /// The colour at a position; positions outside 0..1 (and NaN) take the nearest end.
    public Color at(double position) {
        double clamped = Double.isNaN(position) ? 0 : Math.clamp(position, 0, 1);
        double scaled = clamped * (stops.size() - 1);
        int index = Math.min((int) scaled, stops.size() - 2);
        return stops.get(index).interpolate(stops.get(index + 1), scaled - index);
    }

    /// The text colour that contrasts more with the scale's colour at a position: near-black or white.
    public Color textAt(double position) {
        return textOn(at(position));
    }

    /// The text colour that contrasts more with an opaque ground: near-black or white.
    public static Color textOn(Color ground) {
        return contrast(ground, DARK_TEXT) >= contrast(ground, Color.WHITE) ? DARK_TEXT : Color.WHITE;
    }

    /// The contrast ratio of two opaque colours as WCAG 2.1 defines it, 1..21.
    public static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    /// The whole scale as a horizontal gradient over a shape's width.
    public LinearGradient gradient() {
        List<Stop> list = new ArrayList<>();
        for (int i = 0; i < stops.size(); i++) {
            list.add(new Stop((double) i / (stops.size() - 1), stops.get(i)));
        }
        return new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, list);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
