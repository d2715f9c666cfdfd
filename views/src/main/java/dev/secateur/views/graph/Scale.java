package dev.secateur.views.graph;

import java.util.List;
import java.util.stream.IntStream;

/// The axis of the amounts that the colours span, from 0.
///
/// @param most the end of the axis: the largest amount rounded up, above 0
public record Scale(double most) {

    /// For a picture without amounts.
    public static final Scale UNIT = new Scale(1);

    /// Up to an amount, rounded up to a number that is easy to read.
    public static Scale upTo(double largest) {
        if (!(largest > 0) || Double.isInfinite(largest)) {
            return UNIT;
        }
        double power = Math.pow(10, Math.floor(Math.log10(largest)));
        for (double step : new double[]{1, 1.5, 2, 3, 4, 5, 6, 8}) {
            if (largest <= step * power * (1 + 1e-9)) {
                return new Scale(step * power);
            }
        }
        return new Scale(10 * power);
    }

    /// The numbers along the axis, from 0 to its end.
    public List<Double> ticks() {
        double lead = most / Math.pow(10, Math.floor(Math.log10(most * (1 + 1e-9))));
        int parts = switch ((int) Math.round(lead * 2)) {
            case 3, 6, 12 -> 3;
            default -> 2;
        };
        return IntStream.rangeClosed(0, parts).mapToObj(i -> most * i / parts).toList();
    }

    /// The place of an amount, 0..1.
    public double position(double amount) {
        return Math.clamp(amount / most, 0, 1);
    }
}
