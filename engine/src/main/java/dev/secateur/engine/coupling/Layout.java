package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the channels of one tensor lie: no two parts share an axis; axes that no part names keep their extent.
record Layout(List<Labels> parts) {

    static final Layout NONE = new Layout(List.of());

    Layout {
        parts = List.copyOf(parts);
    }

    static Layout of(Labels part) {
        return new Layout(List.of(part));
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /// The part that names this axis.
    Optional<Labels> at(int axis) {
        return parts.stream().filter(p -> p.covers(axis)).findFirst();
    }

    Layout without(Labels part) {
        return new Layout(parts.stream().filter(p -> p != part).toList());
    }

    Layout with(Labels part) {
        List<Labels> more = new ArrayList<>(parts);
        more.add(part);
        return new Layout(more);
    }

    /// The same with every axis moved; `moved[i]` is where axis i went.
    Layout moved(int[] moved) {
        return new Layout(parts.stream().map(p -> p.moved(moved)).toList());
    }
}
