package dev.secateur.views.graph;

import java.util.Optional;

import dev.secateur.engine.graph.Node;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.outline.Section;

/// What the cells beside operators and in closed groups say.
final class Readings {

    private final Amounts amounts;
    private final Optional<Quantity> quantity;
    private final Scale scale;

    Readings(Amounts amounts, ColourBy colourBy, Scale scale) {
        this.amounts = amounts;
        this.quantity = colourBy.quantity();
        this.scale = scale;
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
        return quantity.map(q -> {
            double amount = amounts.of(group, q);
            return Quantity.isKnown(amount) ? value(q.text(amount), amount) : Reading.NO_DATA;
        }).orElse(Reading.NONE);
    }

    /// One row of a chain.
    Reading of(Layer layer, Layer.Part part) {
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
                return missing(layer, part, q);
            }
            boolean hasShare = amount > 0 || q == Quantity.TIME;
            return hasShare ? value(q.cell(amount), amount) : Reading.NONE;
        }).orElse(Reading.NONE);
    }

    /// The runtime computes what follows a layer's head together with it, so these rows have no time of their own.
    private Reading missing(Layer layer, Layer.Part part, Quantity q) {
        boolean follows = part.node() != layer.head();
        boolean isFused = q == Quantity.TIME && follows && Quantity.isKnown(amounts.of(layer.head(), q));
        return isFused ? Reading.FUSED : Reading.NO_DATA;
    }

    private Reading value(String text, double amount) {
        return new Reading.Value(text, scale.position(amount));
    }
}
