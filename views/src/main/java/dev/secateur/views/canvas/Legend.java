package dev.secateur.views.canvas;

import java.util.List;
import java.util.function.Function;

import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Palette;

/// What the colours of the values mean.
///
/// @param title for example `Measured time per block or node`
/// @param unit  for example `ms`; may be empty
/// @param ticks labels along the scale, two to five
/// @param scale picks the scale from a theme's palette, for example `Palette::sequential`
public record Legend(String title, String unit, List<Tick> ticks, Function<Palette, ColorScale> scale) {
    public Legend {
        ticks = List.copyOf(ticks);
    }

    /// A legend with the sequential scale.
    public Legend(String title, String unit, List<Tick> ticks) {
        this(title, unit, ticks, Palette::sequential);
    }

    /// @param position on the scale, 0..1
    /// @param text     the value there
    public record Tick(double position, String text) {}
}
