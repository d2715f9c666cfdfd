package dev.secateur.engine.compress.scop;

import java.util.Locale;

/// What a generator's numbers are.
public enum PixelRange {
    /// -1 is black and 1 is white, as of a hyperbolic tangent.
    SIGNED,
    /// 0 is black and 1 is white.
    UNIT,
    /// Just what the network takes.
    NETWORK;

    /// As a pixel of 0 to 255.
    float toPixel(float number) {
        return switch (this) {
            case SIGNED -> 255 * (Math.clamp(number, -1, 1) + 1) / 2;
            case UNIT -> 255 * Math.clamp(number, 0, 1);
            case NETWORK -> number;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
