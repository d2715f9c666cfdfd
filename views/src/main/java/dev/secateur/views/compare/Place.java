package dev.secateur.views.compare;

import java.util.List;

import dev.secateur.engine.compare.Frontier;
import dev.secateur.views.component.Tone;

/// Where a version stands between the others on two axes.
///
/// @param text `front`, or which version is better
/// @param tone its colour
public record Place(String text, Tone tone) {

    private static final double SLOWER = 1.02;

    static Place of(CompareRow row, List<CompareRow> all, Frontier<CompareRow> frontier) {
        if (!frontier.isKnown(row)) {
            return new Place("", Tone.NEUTRAL);
        }
        double reference = all.isEmpty() ? Double.NaN : all.getFirst().timeMs();
        if (row.timeMs() > SLOWER * reference) {
            return new Place("slower than " + all.getFirst().name(), Tone.WARNING);
        }
        return all.stream().filter(frontier::isKnown).filter(o -> frontier.beats(o, row)).findFirst()
                .map(o -> new Place("behind " + o.name(), Tone.NEUTRAL)).orElse(new Place("front", Tone.INFO));
    }
}
