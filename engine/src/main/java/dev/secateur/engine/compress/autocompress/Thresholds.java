package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.coupling.Role;
import dev.secateur.engine.graph.Value;

/// What purification takes at given thresholds. First structure: a channel of which too few columns are left in every layer that reads it
/// goes, with the filters that make it. Then small weights: columns and filters with little energy. Both are repeated until nothing changes.
final class Thresholds {

    /// Largest threshold of energy, as a share of the layer's mean.
    private static final double MOST_ENERGY = 0.3;
    /// Largest threshold of the columns that are left of a channel.
    private static final double MOST_SURVIVING = 0.5;

    private final Projection projection;
    private final AutoCompressConfig config;
    private final Map<Value, float[]> numbers;
    private final Set<Integer> readElsewhere = new HashSet<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    Thresholds(Projection projection, AutoCompressConfig config) {
        this.projection = projection;
        this.config = config;
        this.numbers = projection.anatomy().numbers();
        for (ChannelGroup group : projection.anatomy().coupling().groups()) {
            for (Member member : group.members()) {
                boolean isLayer = projection.anatomy().layers().stream()
                        .anyMatch(l -> l.isConvolution() && l.node().id() == member.node().id());
                if (member.role() == Role.CONSUMER && !isLayer) {
                    IntStream.of(member.channelOf()).filter(c -> c >= 0)
                            .forEach(c -> readElsewhere.add(group.units()[c]));
                }
            }
        }
        for (Space.Dimension dimension : projection.space().dimensions()) {
            add(dimension.title() + " energy");
            if (dimension.kind() == Space.Kind.COLUMNS && config.takesFilters()) {
                add(dimension.name() + " surviving");
            }
        }
    }

    private void add(String name) {
        places.put(name, names.size());
        names.add(name);
    }

    int count() {
        return names.size();
    }

    Map<String, Object> named(double[] state) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < state.length; i++) {
            named.put(names.get(i), value(i, state));
        }
        return named;
    }

    private double value(int index, double[] state) {
        return state[index] * (names.get(index).endsWith("surviving") ? MOST_SURVIVING : MOST_ENERGY);
    }

    private double value(String name, double[] state) {
        Integer index = places.get(name);
        return index == null ? 0 : value(index, state);
    }

    /// What goes.
    ///
    /// @param state 0..1 for each threshold
    Cut cut(double[] state) {
        Working working = new Working();
        boolean changed = true;
        while (changed) {
            changed = takeStructure(working, state);
            changed |= takeSmall(working, state);
        }
        BitSet removed = projection.floored(working.removed);
        Map<Value, float[]> masks = projection.masks(removed);
        for (Layer layer : projection.anatomy().layers()) {
            float[] mask = Projection.of(masks, layer.weight());
            BitSet live = working.of(layer);
            for (int i = 0; i < mask.length && layer.isConvolution(); i++) {
                mask[i] = live.get(i % layer.columns()) ? mask[i] : 0;
            }
        }
        return new Cut(removed, masks);
    }

    /// What is left on the way.
    private final class Working {

        private final BitSet removed = new BitSet();
        private final Map<Layer, BitSet> live = new HashMap<>();

        Working() {
            projection.anatomy().layers().forEach(l -> live.put(l, (BitSet) projection.live(l).clone()));
        }

        BitSet of(Layer layer) {
            return Objects.requireNonNull(live.get(layer));
        }

        BitSet open(Layer layer) {
            BitSet open = new BitSet();
            of(layer).stream().filter(c -> layer.keepsColumn(c, removed)).forEach(open::set);
            return open;
        }
    }

    private boolean takeStructure(Working working, double[] state) {
        Map<Integer, Boolean> sparse = new HashMap<>();
        for (Layer layer : projection.anatomy().layers()) {
            if (layer.isConvolution()) {
                double least = value(projection.anatomy().name(layer) + " surviving", state);
                for (int i = 0; i < layer.inner(); i++) {
                    int unit = layer.innerUnits()[i];
                    int left = working.of(layer).get(i * layer.taps(), (i + 1) * layer.taps()).cardinality();
                    boolean few = left == 0 || left < least * layer.taps();
                    if (unit >= 0) {
                        sparse.merge(unit, few, Boolean::logicalAnd);
                    }
                }
            }
        }
        boolean changed = false;
        for (ChannelGroup group : projection.anatomy().groups()) {
            BitSet open = projection.anatomy().coupling().removable(false);
            for (int unit : group.units()) {
                if (open.get(unit) && !working.removed.get(unit) && !readElsewhere.contains(unit)
                        && sparse.getOrDefault(unit, false) && left(group, working) > config.leastFilters()) {
                    working.removed.set(unit);
                    changed = true;
                }
            }
        }
        return changed;
    }

    private static int left(ChannelGroup group, Working working) {
        return (int) IntStream.of(group.units()).filter(u -> !working.removed.get(u)).count();
    }

    private boolean takeSmall(Working working, double[] state) {
        boolean changed = false;
        for (Space.Dimension dimension : projection.space().dimensions()) {
            double share = value(dimension.title() + " energy", state);
            changed |= dimension.kind() == Space.Kind.COLUMNS
                    ? takeColumns(projection.anatomy().layers().get(dimension.index()), share, working)
                    : takeFilters(projection.anatomy().groups().get(dimension.index()), share, working);
        }
        return changed;
    }

    private boolean takeColumns(Layer layer, double share, Working working) {
        double[] energies = layer.energies(Projection.of(numbers, layer.weight()),
                IntStream.range(0, layer.columns()).toArray(), working.removed);
        BitSet open = working.open(layer);
        double mean = open.stream().mapToDouble(c -> energies[c]).average().orElse(0);
        int spare = open.cardinality() - config.leastColumns();
        int[] gone = open.stream().filter(c -> energies[c] < share * mean).boxed()
                .sorted(Comparator.comparingDouble(c -> energies[c])).limit(Math.max(0, spare))
                .mapToInt(c -> c).toArray();
        IntStream.of(gone).forEach(working.of(layer)::clear);
        return gone.length > 0;
    }

    /// A filter's energy is the largest of its shares of the mean of the layers that make it.
    private boolean takeFilters(ChannelGroup group, double share, Working working) {
        Map<Integer, Double> energies = new HashMap<>();
        for (Layer layer : projection.anatomy().layers()) {
            double[] rows = rows(layer, group, working);
            double mean = Arrays.stream(rows).filter(e -> e >= 0).average().orElse(0);
            for (int r = 0; r < rows.length && mean > 0; r++) {
                if (rows[r] >= 0) {
                    energies.merge(layer.rowUnits()[r], rows[r] / mean, Math::max);
                }
            }
        }
        BitSet open = projection.anatomy().coupling().removable(false);
        int spare = left(group, working) - config.leastFilters();
        int[] gone = energies.entrySet().stream().filter(e -> open.get(e.getKey()) && e.getValue() < share)
                .sorted(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(Math.max(0, spare)).mapToInt(Map.Entry::getKey).toArray();
        IntStream.of(gone).forEach(working.removed::set);
        return gone.length > 0;
    }

    /// Energies of the rows of a layer that make channels of a group; -1 for others, and for those that are gone.
    private double[] rows(Layer layer, ChannelGroup group, Working working) {
        float[] weights = Projection.of(numbers, layer.weight());
        BitSet open = working.open(layer);
        double[] rows = new double[layer.rows()];
        for (int r = 0; r < rows.length; r++) {
            int unit = layer.rowUnits()[r];
            int row = r;
            boolean own = unit >= 0 && !working.removed.get(unit) && Arrays.binarySearch(group.units(), unit) >= 0;
            rows[r] = own
                    ? open.stream().mapToDouble(c -> (double) weights[layer.index(row, c)]
                            * weights[layer.index(row, c)]).sum()
                    : -1;
        }
        return rows;
    }
}
