package dev.secateur.views.graph;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// What is printed on nodes, each kind switched by itself.
public final class DetailSwitches {

    private final BooleanProperty attributes = new SimpleBooleanProperty(this, "attributes");
    private final BooleanProperty weights = new SimpleBooleanProperty(this, "weights");
    private final BooleanProperty names = new SimpleBooleanProperty(this, "names");

    DetailSwitches(Runnable changed) {
        attributes.addListener(o -> changed.run());
        weights.addListener(o -> changed.run());
        names.addListener(o -> changed.run());
    }

    public BooleanProperty attributesProperty() {
        return attributes;
    }

    public BooleanProperty weightsProperty() {
        return weights;
    }

    public BooleanProperty namesProperty() {
        return names;
    }

    Details now() {
        return new Details(attributes.get(), weights.get(), names.get());
    }
}
