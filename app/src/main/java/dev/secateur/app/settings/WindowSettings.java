package dev.secateur.app.settings;

/// Where the window stood and how it was divided.
///
/// @param width px, of the window's inside
/// @param height px
/// @param maximised true if it filled the screen
/// @param left width of the left panel, px
/// @param right width of the right panel, px
/// @param bottom height of the layer table, px
/// @param versions height of the version list, px
/// @param leftOpen false if the left panel was closed
/// @param rightOpen false if the right panel was closed
/// @param bottomOpen false if the layer table was closed
public record WindowSettings(double width, double height, boolean maximised, double left, double right, double bottom,
        double versions, boolean leftOpen, boolean rightOpen, boolean bottomOpen) {

    private static final double SMALLEST = 160;
    private static final double LARGEST = 20_000;

    public WindowSettings {
        width = sane(width, 1440);
        height = sane(height, 900);
        left = sane(left, 248);
        right = sane(right, 368);
        bottom = sane(bottom, 288);
        versions = sane(versions, 240);
    }

    /// The grid of the first start.
    public static WindowSettings defaults() {
        return new WindowSettings(1440, 900, false, 248, 368, 288, 240, true, true, true);
    }

    private static double sane(double value, double otherwise) {
        return value >= SMALLEST && value <= LARGEST ? value : otherwise;
    }
}
