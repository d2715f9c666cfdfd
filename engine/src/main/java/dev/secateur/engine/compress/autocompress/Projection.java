package dev.secateur.engine.compress.autocompress;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Floor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.kernel.Kernels;

/// The nearest weights of a structure: which filters, columns or single weights go at given ratios, the smallest by their L2 norm first;
/// filters first, then columns on the rows that survive. Immutable.
///
/// The set of structures is an intersection that is not convex, so that this is a heuristic, as in the paper.
final class Projection {

    private final Anatomy anatomy;
    private final Space space;
    private final AutoCompressConfig config;
    private final Map<Value, float[]> numbers;
    private final Map<Value, BitSet> live;
    private final List<int[]> ranks;
    /// Place of each unit in the order of its group.
    private final Map<Integer, Integer> places = new HashMap<>();

    private Projection(Anatomy anatomy, Space space, AutoCompressConfig config, Map<Value, float[]> numbers,
            Map<Value, BitSet> live) {
        this.anatomy = anatomy;
        this.space = space;
        this.config = config;
        this.numbers = numbers;
        this.live = live;
        this.ranks = anatomy.groups().stream().map(this::ranked).toList();
        ranks.forEach(order -> IntStream.range(0, order.length).forEach(i -> places.put(order[i], i)));
    }

    /// With the weights as they are in the graph; columns and weights that are zero there are gone already.
    static Projection of(Anatomy anatomy, Space space, AutoCompressConfig config) {
        Map<Value, float[]> numbers = anatomy.numbers();
        Map<Value, BitSet> live = new HashMap<>();
        anatomy.layers().forEach(l -> live.put(l.weight(), config.takesWeights()
                ? nonZero(of(numbers, l.weight()))
                : l.live(of(numbers, l.weight()))));
        return new Projection(anatomy, space, config, numbers, live);
    }

    /// The same with other weights.
    Projection with(Map<Value, float[]> others) {
        return new Projection(anatomy, space, config, others, live);
    }

    private static BitSet nonZero(float[] numbers) {
        BitSet set = new BitSet(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            set.set(i, numbers[i] != 0);
        }
        return set;
    }

    static float[] of(Map<Value, float[]> numbers, Value value) {
        return Objects.requireNonNull(numbers.get(value));
    }

    Anatomy anatomy() {
        return anatomy;
    }

    /// True if single weights go.
    boolean isWeightwise() {
        return config.takesWeights();
    }

    Space space() {
        return space;
    }

    /// Columns of a layer that are not gone yet; single weights where these are searched.
    BitSet live(Layer layer) {
        return Objects.requireNonNull(live.get(layer.weight()));
    }

    /// The units of a group that may go, the least first. Of several layers that make the same channel each counts by its share of its
    /// layer's energy, so that none outweighs the others.
    private int[] ranked(ChannelGroup group) {
        Map<Integer, Double> scores = new HashMap<>();
        for (Layer layer : anatomy.layers()) {
            double[] energies = Kernels.current().norms(of(numbers, layer.weight()), layer.rows(),
                    Kernels.Norm.L2_SQUARED);
            double all = 0;
            double[] rows = new double[layer.rows()];
            for (int r = 0; r < layer.rows(); r++) {
                if (layer.rowUnits()[r] >= 0 && Arrays.binarySearch(group.units(), layer.rowUnits()[r]) >= 0) {
                    rows[r] = energies[r];
                    all += rows[r];
                }
            }
            for (int r = 0; r < layer.rows() && all > 0; r++) {
                scores.merge(layer.rowUnits()[r], rows[r] / all, Double::sum);
            }
        }
        BitSet open = anatomy.coupling().removable(false);
        return IntStream.of(group.units()).filter(open::get).boxed()
                .sorted(Comparator.comparingDouble(u -> scores.getOrDefault(u, 0.0))).mapToInt(u -> u).toArray();
    }

    /// Filters that go at these ratios.
    BitSet removed(double[] state) {
        BitSet removed = new BitSet();
        for (int d = 0; d < space.count(); d++) {
            Space.Dimension dimension = space.dimensions().get(d);
            if (dimension.kind() == Space.Kind.FILTERS || dimension.kind() == Space.Kind.TRUNK) {
                int[] order = ranks.get(dimension.index());
                int channels = anatomy.groups().get(dimension.index()).channels();
                int gone = gone(state[d], channels);
                IntStream.of(order).limit(gone).forEach(removed::set);
            }
        }
        return floored(removed);
    }

    /// The set less what it takes to leave every layer its least number of filters, one that has a part of a group's channels alone
    /// too; the largest stay.
    BitSet floored(BitSet removed) {
        return Floor.apply(anatomy.coupling(), removed, config.leastFilters(), unit -> places.getOrDefault(unit, 0));
    }

    /// Timed layers are few if widths are multiples of 4.
    private int gone(double ratio, int channels) {
        int least = Math.min(config.leastFilters(), channels);
        int kept = Math.max(least, channels - (int) Math.round(ratio * channels));
        if (config.objective() == Objective.TIME) {
            kept = Math.min(channels, (kept + 3) / 4 * 4);
        }
        return channels - kept;
    }

    /// How many of the columns that a layer has left are kept.
    int columnsKept(double ratio, int available) {
        return Math.max(Math.min(available, config.leastColumns()), (int) Math.round(available * (1 - ratio)));
    }

    /// What goes at these ratios.
    Cut cut(double[] state) {
        BitSet removed = removed(state);
        Map<Value, float[]> masks = masks(removed);
        for (int d = 0; d < space.count(); d++) {
            Space.Dimension dimension = space.dimensions().get(d);
            if (dimension.kind() == Space.Kind.COLUMNS) {
                takeColumns(anatomy.layers().get(dimension.index()), state[d], removed, masks);
            } else if (dimension.kind() == Space.Kind.WEIGHTS) {
                takeWeights(anatomy.layers().get(dimension.index()), state[d], masks);
            }
        }
        return new Cut(removed, masks);
    }

    /// Masks of removed units, and of what is gone already.
    Map<Value, float[]> masks(BitSet removed) {
        Map<Value, float[]> masks = new LinkedHashMap<>();
        numbers.forEach((value, data) -> {
            float[] mask = new float[data.length];
            Arrays.fill(mask, 1);
            masks.put(value, mask);
        });
        anatomy.silenced().forEach((value, sites) -> {
            long[] dims = anatomy.graph().constant(value).orElseThrow().dims();
            sites.forEach(site -> silence(of(masks, value), dims, site, removed));
        });
        for (Layer layer : anatomy.layers()) {
            float[] mask = of(masks, layer.weight());
            BitSet left = live(layer);
            for (int i = 0; i < mask.length; i++) {
                if (!left.get(config.takesWeights() ? i : i % layer.columns())) {
                    mask[i] = 0;
                }
            }
        }
        return masks;
    }

    private static void silence(float[] mask, long[] dims, Anatomy.Site site, BitSet removed) {
        int after = 1;
        for (int a = site.axis() + 1; a < dims.length; a++) {
            after *= (int) dims[a];
        }
        for (int i = 0; i < mask.length; i++) {
            int unit = site.units()[i / after % site.units().length];
            if (unit >= 0 && removed.get(unit)) {
                mask[i] = 0;
            }
        }
    }

    private void takeColumns(Layer layer, double ratio, BitSet removed, Map<Value, float[]> masks) {
        int[] open = live(layer).stream().filter(c -> layer.keepsColumn(c, removed)).toArray();
        if (open.length == 0) {
            return;
        }
        float[] columns = layer.columns(of(numbers, layer.weight()), open, removed);
        int[] stay = Kernels.current().largestRows(columns, open.length, columnsKept(ratio, open.length));
        float[] mask = of(masks, layer.weight());
        for (int i = 0; i < open.length; i++) {
            for (int r = 0; r < layer.rows() && Arrays.binarySearch(stay, i) < 0; r++) {
                mask[layer.index(r, open[i])] = 0;
            }
        }
    }

    private void takeWeights(Layer layer, double ratio, Map<Value, float[]> masks) {
        float[] weights = of(numbers, layer.weight());
        int[] open = live(layer).stream().toArray();
        int keep = columnsKept(ratio, open.length);
        float[] mask = of(masks, layer.weight());
        IntStream.of(open).boxed().sorted(Comparator.comparingDouble(i -> Math.abs(weights[i])))
                .limit(open.length - keep).forEach(i -> mask[i] = 0);
    }
}
