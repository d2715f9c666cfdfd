package dev.secateur.engine.compress.scop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The factors of all layers over the control phase, written down now and then.
final class Trace {

    private static final int MOST = 60;
    private static final int LEAST = 8;
    /// Numbers that a whole trace may have; a report with millions of them would be of no use to anyone.
    private static final int MOST_NUMBERS = 250_000;
    private static final double DIGITS = 1e5;

    private final int every;
    private final List<Double> snapshots = new ArrayList<>();
    private final Map<ControlledLayer, List<List<Double>>> history = new LinkedHashMap<>();

    /// @param steps of the control phase in all
    Trace(List<ControlledLayer> layers, int steps) {
        layers.forEach(l -> history.put(l, new ArrayList<>()));
        int channels = Math.max(1, layers.stream().mapToInt(ControlledLayer::channels).sum());
        int wanted = Math.clamp(MOST_NUMBERS / channels, LEAST, MOST);
        every = Math.max(1, steps / wanted);
    }

    /// True if the factors are to be written down after this step.
    ///
    /// @param step from 1 on
    /// @param steps in all
    boolean wants(int step, int steps) {
        return step % every == 0 || step == steps;
    }

    void add(double epoch, Map<ControlledLayer, float[]> betas) {
        snapshots.add(rounded(epoch));
        betas.forEach((layer, factors) -> of(layer).add(IntStream.range(0, factors.length)
                .mapToObj(i -> rounded(factors[i])).toList()));
    }

    private static double rounded(double number) {
        return Math.rint(number * DIGITS) / DIGITS;
    }

    private List<List<Double>> of(ControlledLayer layer) {
        return history.computeIfAbsent(layer, l -> new ArrayList<>());
    }

    List<Double> snapshots() {
        return List.copyOf(snapshots);
    }

    List<List<Double>> history(ControlledLayer layer) {
        return List.copyOf(of(layer));
    }
}
