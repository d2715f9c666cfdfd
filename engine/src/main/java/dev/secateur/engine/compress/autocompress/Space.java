package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.op.Conv;

/// What is searched: one ratio for each group of filters and each layer's columns. A state of the search has a number for each.
///
/// @param dimensions in the order of the graph, filters first
record Space(List<Dimension> dimensions) {

    Space {
        dimensions = List.copyOf(dimensions);
    }

    /// Kinds of ratios. Larger ones of a kind lose larger shares under guidance; kinds are not compared.
    enum Kind {
        /// Filters of a single layer.
        FILTERS("filters"),
        /// Filters of all layers of a residual sum.
        TRUNK("filters"),
        /// Columns of a layer.
        COLUMNS("columns"),
        /// Single weights of a layer.
        WEIGHTS("weights");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /// A ratio.
    ///
    /// @param index of the group or of the layer
    /// @param name of the group or layer
    /// @param size elements of the layer's weight; the mean where there are several layers
    record Dimension(Kind kind, int index, String name, double size) {

        /// `layer1.0.conv1 filters`.
        String title() {
            return name + " " + kind.word;
        }
    }

    static Space of(Anatomy anatomy, AutoCompressConfig config) {
        List<Dimension> dimensions = new ArrayList<>();
        if (config.takesFilters()) {
            for (int g = 0; g < anatomy.groups().size(); g++) {
                ChannelGroup group = anatomy.groups().get(g);
                boolean trunk = group.producers().size() > 1;
                if (!trunk || config.trunks()) {
                    dimensions.add(new Dimension(trunk ? Kind.TRUNK : Kind.FILTERS, g, group.id(),
                            size(anatomy, group)));
                }
            }
        }
        for (int l = 0; l < anatomy.layers().size(); l++) {
            Layer layer = anatomy.layers().get(l);
            if (isFirst(anatomy, layer)) {
                continue;
            }
            if (config.takesColumns() && hasColumns(layer)) {
                dimensions.add(new Dimension(Kind.COLUMNS, l, anatomy.name(layer),
                        (double) layer.rows() * layer.columns()));
            } else if (config.takesWeights()) {
                dimensions.add(new Dimension(Kind.WEIGHTS, l, anatomy.name(layer),
                        (double) layer.rows() * layer.columns()));
            }
        }
        return new Space(dimensions);
    }

    private static double size(Anatomy anatomy, ChannelGroup group) {
        return group.producers().stream()
                .mapToLong(p -> Anatomy.constant(anatomy.graph(), p.input(1))
                        .flatMap(v -> anatomy.graph().constant(v)).map(t -> t.elements()).orElse(0L))
                .average().orElse(0);
    }

    private static boolean isFirst(Anatomy anatomy, Layer layer) {
        return anatomy.graph().requiredInputs().contains(layer.node().input(0));
    }

    /// Of a grouped convolution a column would be another input channel in each group.
    private static boolean hasColumns(Layer layer) {
        return layer.node().op() instanceof Conv conv && (conv.group() == 1 || layer.inner() == 1);
    }

    int count() {
        return dimensions.size();
    }

    /// The same numbers in another order: within each kind the larger ones go to the larger layers.
    double[] guided(double[] state) {
        double[] sorted = state.clone();
        for (Kind kind : Kind.values()) {
            int[] own = IntStream.range(0, count()).filter(i -> dimensions.get(i).kind() == kind).toArray();
            double[] values = Arrays.stream(own).mapToDouble(i -> state[i]).sorted().toArray();
            int[] bySize = Arrays.stream(own).boxed()
                    .sorted(Comparator.comparingDouble(i -> dimensions.get(i).size())).mapToInt(i -> i).toArray();
            for (int i = 0; i < bySize.length; i++) {
                sorted[bySize[i]] = values[i];
            }
        }
        return sorted;
    }

    /// A state by name, for logs.
    Map<String, Object> named(double[] state) {
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < state.length; i++) {
            named.put(dimensions.get(i).title(), state[i]);
        }
        return named;
    }
}
