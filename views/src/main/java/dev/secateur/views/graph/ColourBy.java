package dev.secateur.views.graph;

import java.util.Optional;

import dev.secateur.views.outline.Quantity;

/// What the colours of the graph say.
public enum ColourBy {
    OPERATOR, PARAMETERS, MACS, ACTIVATION, TIME, BITS;

    /// The number behind it; empty for the operator's class and for bits.
    public Optional<Quantity> quantity() {
        return switch (this) {
            case OPERATOR, BITS -> Optional.empty();
            case PARAMETERS -> Optional.of(Quantity.PARAMETERS);
            case MACS -> Optional.of(Quantity.MACS);
            case ACTIVATION -> Optional.of(Quantity.ACTIVATION);
            case TIME -> Optional.of(Quantity.TIME);
        };
    }

    /// The name in the menu.
    public String title() {
        return quantity().map(Quantity::title).orElse(this == BITS ? "Chosen bits" : "Operator");
    }

    @Override
    public String toString() {
        return title();
    }
}
