package dev.secateur.views.graph;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.text.Figures;

/// What the cells beside operators and in closed groups say.
final class Readings {

    private static final String LEFT_OUT = "no kernel of its own: worked out before the first run, or left out";
    private static final int NAMED = 3;
    static final int FEWEST_BITS = 2;
    static final int MOST_BITS = 8;

    private final Amounts amounts;
    private final Runs runs;
    private final Optional<Quantity> quantity;
    private final Scale scale;
    private final boolean ofBits;

    /// Where nodes ran.
    ///
    /// @param graph for the names
    /// @param bits that are chosen for layers, by node id
    record Runs(Graph graph, Measurement measurement, Map<Integer, LayerBits> bits) {

        Runs(Graph graph, Measurement measurement) {
            this(graph, measurement, Map.of());
        }

        /// The node in whose kernel another one runs, with its operator.
        Optional<String> host(Node node) {
            return Optional.ofNullable(measurement.fusedInto().get(node.id())).flatMap(graph::node)
                    .map(n -> graph.name(n) + " (" + n.op().type() + ")");
        }
    }

    Readings(Amounts amounts, Runs runs, ColourBy colourBy, Scale scale) {
        this.amounts = amounts;
        this.runs = runs;
        this.quantity = colourBy.quantity();
        this.scale = scale;
        this.ofBits = colourBy == ColourBy.BITS;
    }

    /// The range of all blocks and layers, so that a block and a layer of the same amount look the same.
    static Scale scaleFor(Outline outline, Amounts amounts, ColourBy colourBy) {
        return colourBy.quantity().map(quantity -> Scale.upTo(outline.items().stream()
                .filter(i -> !(i instanceof Section s) || s.kind() == Section.Kind.BLOCK)
                .mapToDouble(i -> amounts.of(i, quantity)).filter(Quantity::isKnown).max().orElse(0)))
                .orElse(Scale.UNIT);
    }

    /// The body of a closed group.
    Reading of(Item group) {
        if (ofBits) {
            return bits(group.nodes());
        }
        return quantity.map(q -> {
            double amount = amounts.of(group, q);
            return Quantity.isKnown(amount) ? value(q.text(amount), amount) : missing(group.nodes(), q);
        }).orElse(Reading.NONE);
    }

    /// One row of a chain.
    Reading of(Layer layer, Layer.Part part) {
        if (ofBits) {
            return bits(part.nodes());
        }
        return quantity.map(q -> {
            double amount = 0;
            boolean known = false;
            for (Node node : part.nodes()) {
                double own = amounts.of(node, q);
                if (Quantity.isKnown(own)) {
                    amount += own;
                    known = true;
                }
            }
            if (!known) {
                return missing(part.nodes(), q);
            }
            boolean hasShare = amount > 0 || q == Quantity.TIME;
            return hasShare ? value(q.cell(amount), amount) : Reading.NONE;
        }).orElse(Reading.NONE);
    }

    /// Bits of one layer, or the means of several; coloured by those of the weights.
    private Reading bits(List<Node> nodes) {
        List<LayerBits> known = nodes.stream().map(n -> runs.bits().get(n.id())).filter(Objects::nonNull).toList();
        if (known.isEmpty()) {
            return Reading.NONE;
        }
        double weights = known.stream().mapToInt(LayerBits::weights).average().orElse(0);
        double activations = known.stream().mapToInt(LayerBits::activations).average().orElse(0);
        int decimals = known.size() == 1 ? 0 : 1;
        return new Reading.Value(Figures.decimal(weights, decimals) + "/" + Figures.decimal(activations, decimals),
                bitsAt(weights));
    }

    /// Where bits lie on the scale, 0..1.
    static double bitsAt(double bits) {
        return Math.clamp((bits - FEWEST_BITS) / (MOST_BITS - FEWEST_BITS), 0, 1);
    }

    /// Nodes without an amount: the runtime may compute them within other nodes' kernels, or not at all.
    private Reading missing(List<Node> nodes, Quantity q) {
        if (q != Quantity.TIME || !amounts.hasTimes()) {
            return q == Quantity.TIME ? new Reading.NoData("not measured yet") : Reading.NO_DATA;
        }
        List<String> hosts = nodes.stream().flatMap(n -> runs.host(n).stream()).distinct().toList();
        if (hosts.isEmpty()) {
            return new Reading.NoData(LEFT_OUT);
        }
        String more = hosts.size() > NAMED ? " and " + (hosts.size() - NAMED) + " more" : "";
        return new Reading.Fused(String.join(", ", hosts.subList(0, Math.min(NAMED, hosts.size()))) + more);
    }

    private Reading value(String text, double amount) {
        return new Reading.Value(text, scale.position(amount));
    }
}
