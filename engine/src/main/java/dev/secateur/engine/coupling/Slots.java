package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;

/// The weights' axes that shrink. Where several nodes use one weight, its axis means the same channels for all.
final class Slots {

    private record Place(Value weight, List<Integer> axes) {}

    private final Units units;
    private final Map<Place, Slot> first = new HashMap<>();
    private final List<Slot> all = new ArrayList<>();

    Slots(Units units) {
        this.units = units;
    }

    void add(Graph graph, Slot slot) {
        Value weight = slot.node().input(slot.input());
        if (Weight.of(graph, weight).isEmpty()) {
            throw new IllegalArgumentException("not a constant: " + graph.name(weight));
        }
        Place place = new Place(weight, Arrays.stream(slot.labels().axes()).boxed().toList());
        Slot known = first.putIfAbsent(place, slot);
        if (known != null) {
            Hold.Reason meeting = new Hold.Reason(slot.node(), "its weight is shared with channels that cannot go");
            int[] a = known.labels().units();
            int[] b = slot.labels().units();
            for (int i = 0; i < a.length; i++) {
                units.join(a[i], b[i], meeting);
            }
        }
        all.add(slot);
    }

    List<Slot> all() {
        return all;
    }
}
