package dev.secateur.views.session;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

/// The network that is looked at: the model's own graph, or one inside a node, such as a branch of an `If`.
///
/// Ids of nodes count anew in each network, so an inner one has a selection and a pointer of its own.
public final class Scope {

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable Analysis> analysis = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Selection> selection = new ReadOnlyObjectWrapper<>(Selection.NONE);
    private final ObjectProperty<Selection> hovered = new SimpleObjectProperty<>(Selection.NONE);
    private @Nullable Analysis inner;

    Scope(SessionModel session) {
        this.session = session;
        session.analysisProperty().addListener((o, was, is) -> follow());
        session.selectionProperty().addListener((o, was, is) -> follow());
        hovered.bindBidirectional(session.hoveredProperty());
        follow();
    }

    /// What is known of the network; null while nothing is.
    public ReadOnlyObjectProperty<@Nullable Analysis> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    public @Nullable Analysis analysis() {
        return analysis.get();
    }

    /// What is selected of it. Never null.
    public ReadOnlyObjectProperty<Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    public Selection selection() {
        return selection.get();
    }

    /// What is under the pointer of it. Never null.
    public ObjectProperty<Selection> hoveredProperty() {
        return hovered;
    }

    /// True while the model's own graph is not what is looked at.
    public boolean isInside() {
        return inner != null;
    }

    /// The runtime's profile knows the model's own nodes only.
    public Measurement measurement() {
        return isInside() ? Measurement.NONE : session.measurement();
    }

    /// Merging is planned for the model's own blocks only.
    public DepthPlan depthPlan() {
        return isInside() ? DepthPlan.NONE : session.depthPlanProperty().get();
    }

    /// Selects a part of the network.
    public void select(Selection what) {
        if (isInside()) {
            selection.set(what);
        } else {
            session.select(what);
        }
    }

    /// Looks at an inner network, or with null at the model's own.
    public void look(@Nullable Analysis into) {
        if (into == inner) {
            return;
        }
        if (inner == null) {
            hovered.unbindBidirectional(session.hoveredProperty());
            session.hoveredProperty().set(Selection.NONE);
        }
        inner = into;
        hovered.set(Selection.NONE);
        if (into == null) {
            hovered.bindBidirectional(session.hoveredProperty());
            follow();
        } else {
            selection.set(Selection.NONE);
            analysis.set(into);
        }
    }

    private void follow() {
        if (inner == null) {
            analysis.set(session.analysis());
            selection.set(session.selection());
        }
    }
}
