package dev.secateur.views.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.onnx.InnerGraphs;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.SessionModel;

/// The way from the model's own graph into sub-graphs and functions, and back.
public final class Places {

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<List<Place>> way = new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable Analysis root;
    private @Nullable Analysis indexed;
    private @Nullable InnerGraphs inner;

    Places(SessionModel session) {
        this.session = session;
    }

    /// The nodes entered, outermost first; empty in the model's own graph.
    public ReadOnlyObjectProperty<List<Place>> wayProperty() {
        return way.getReadOnlyProperty();
    }

    /// True while the model's own graph is not what is shown.
    boolean isInside() {
        return !way.get().isEmpty();
    }

    /// The analysis of what is shown; null while there is none.
    @Nullable
    Analysis analysis() {
        return isInside() ? way.get().getLast().body().analysis() : root;
    }

    /// Another model or version: back to its own graph.
    void begin(@Nullable Analysis analysis) {
        root = analysis;
        way.set(List.of());
    }

    /// How many networks the node holds.
    int count(Node node) {
        Analysis now = analysis();
        return now == null ? 0 : inner(now).count(node);
    }

    private InnerGraphs inner(Analysis now) {
        InnerGraphs known = inner;
        if (known == null || indexed != now) {
            known = InnerGraphs.of(now.graph());
            inner = known;
            indexed = now;
        }
        return known;
    }

    /// Reads the networks in a node and shows the first.
    void enter(Node node) {
        Analysis now = analysis();
        if (now == null || count(node) == 0) {
            return;
        }
        InnerGraphs graphs = inner(now);
        String name = now.graph().name(node);
        Job<Place> job = new Job<>("Open " + shortened(name), Job.Lane.LIGHT, progress -> {
            List<Place.Body> bodies = new ArrayList<>();
            for (InnerGraphs.Inner found : graphs.read(node, now.shapes()::type)) {
                progress.check();
                bodies.add(new Place.Body(found.name(), new Analysis(found.graph())));
            }
            return new Place(name, bodies, 0);
        });
        session.jobs().start(job, place -> {
            if (analysis() == now) {
                List<Place> longer = new ArrayList<>(way.get());
                longer.add(place);
                way.set(List.copyOf(longer));
            }
        });
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : "…" + name.substring(name.length() - 39);
    }

    /// Goes back until this many nodes are entered.
    public void leaveTo(int depth) {
        if (depth < way.get().size()) {
            way.set(List.copyOf(way.get().subList(0, depth)));
        }
    }

    /// Goes back by one; says whether there was anything to leave.
    public boolean leave() {
        boolean inside = isInside();
        leaveTo(Math.max(0, way.get().size() - 1));
        return inside;
    }

    /// Shows another network of the innermost node.
    public void choose(int body) {
        Optional.of(way.get()).filter(w -> !w.isEmpty()).ifPresent(w -> {
            List<Place> changed = new ArrayList<>(w);
            changed.set(changed.size() - 1, w.getLast().choose(body));
            way.set(List.copyOf(changed));
        });
    }
}
