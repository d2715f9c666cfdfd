package dev.secateur.views.outline;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.graph.Node;

/// How much of each quantity is in each node and each part of an outline. NaN where nothing is known.
public final class Amounts {

    private final Map<String, Map<Quantity, Double>> byItem = new HashMap<>();
    private final Costs costs;
    private final Map<Integer, Double> times;

    /// @param times measured milliseconds by node; a node without an entry has no time of its own
    public Amounts(Outline outline, Costs costs, Map<Integer, Double> times) {
        this.costs = costs;
        this.times = Map.copyOf(times);
        count(outline.root());
    }

    private Map<Quantity, Double> count(Item item) {
        Map<Quantity, Double> sums = new EnumMap<>(Quantity.class);
        List<Map<Quantity, Double>> parts = switch (item) {
            case Section section -> section.items().stream().map(this::count).toList();
            case Layer layer -> layer.nodes().stream().map(this::ofNode).toList();
        };
        for (Quantity quantity : Quantity.values()) {
            double[] known = parts.stream().mapToDouble(p -> p.getOrDefault(quantity, Double.NaN))
                    .filter(x -> !Double.isNaN(x)).toArray();
            if (known.length > 0) {
                sums.put(quantity, java.util.Arrays.stream(known).sum());
            }
        }
        byItem.put(item.id(), sums);
        return sums;
    }

    private Map<Quantity, Double> ofNode(Node node) {
        Map<Quantity, Double> amounts = new EnumMap<>(Quantity.class);
        for (Quantity quantity : Quantity.values()) {
            double amount = of(node, quantity);
            if (!Double.isNaN(amount)) {
                amounts.put(quantity, amount);
            }
        }
        return amounts;
    }

    /// The amount in one node.
    public double of(Node node, Quantity quantity) {
        if (quantity == Quantity.TIME) {
            return times.getOrDefault(node.id(), Double.NaN);
        }
        NodeCost cost = costs.of(node);
        return switch (quantity) {
            case PARAMETERS -> cost.parameters();
            case MACS -> cost.known() ? cost.macs() : Double.NaN;
            case ACTIVATION -> cost.known() ? cost.activationBytes() : Double.NaN;
            case TIME -> throw new IllegalStateException("handled above");
        };
    }

    /// The sum over a part; NaN if nothing in it is known.
    public double of(Item item, Quantity quantity) {
        return byItem.getOrDefault(item.id(), Map.of()).getOrDefault(quantity, Double.NaN);
    }

    /// True if any time was measured.
    public boolean hasTimes() {
        return !times.isEmpty();
    }

    /// The largest amount among some parts, 0 if none is known.
    public double most(List<? extends Item> items, Quantity quantity) {
        return items.stream().mapToDouble(i -> of(i, quantity)).filter(x -> !Double.isNaN(x)).max().orElse(0);
    }
}
