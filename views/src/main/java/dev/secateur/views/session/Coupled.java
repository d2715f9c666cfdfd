package dev.secateur.views.session;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Version;

/// The channels that must go together with those of the selected node.
///
/// Found once for each version, off the session's thread, when a node of it is first selected.
public final class Coupled {

    private final SessionModel session;
    private final Map<Graph, Coupling> known = new IdentityHashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Chosen> chosen = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
    private @Nullable Version original;
    private @Nullable Graph sought;

    Coupled(SessionModel session) {
        this.session = session;
        session.scope().analysisProperty().addListener((o, was, is) -> refresh());
        session.scope().selectionProperty().addListener((o, was, is) -> refresh());
    }

    /// A group, and the coupling of the graph that it is a part of.
    public record Chosen(Coupling coupling, ChannelGroup group) {}

    /// The group of the selected node; null if none or several are selected, if it has no channels, or while they are looked for.
    public ReadOnlyObjectProperty<@Nullable Chosen> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// True while the groups of the present are looked for.
    public ReadOnlyBooleanProperty searchingProperty() {
        return searching.getReadOnlyProperty();
    }

    private void refresh() {
        Scope scope = session.scope();
        Analysis analysis = scope.analysis();
        forgetOthers();
        Node node = analysis == null ? null : scope.selection().single().flatMap(analysis.graph()::node).orElse(null);
        if (analysis == null || node == null || scope.isInside()) {
            chosen.set(null);
            searching.set(false);
            return;
        }
        Coupling coupling = known.get(analysis.graph());
        if (coupling == null) {
            chosen.set(null);
            searching.set(true);
            seek(analysis.graph());
            return;
        }
        searching.set(false);
        chosen.set(groupOf(coupling, node).map(g -> new Chosen(coupling, g)).orElse(null));
    }

    private void forgetOthers() {
        Version now = session.tree() == null ? null : session.tree().original();
        if (!Objects.equals(now, original)) {
            original = now;
            known.clear();
            sought = null;
        }
    }

    private void seek(Graph graph) {
        if (graph == sought) {
            return;
        }
        sought = graph;
        Job<Coupling> job = new Job<>("Find coupled channels", Job.Lane.LIGHT, progress -> {
            progress.report(-1, "channels that go together");
            return Coupling.of(graph);
        });
        session.jobs().start(job, found -> {
            if (graph == sought) {
                sought = null;
                known.put(graph, found);
                refresh();
            }
        });
    }

    /// The group that a node makes; else the one whose channels its result has; else one that it holds numbers for.
    private static Optional<ChannelGroup> groupOf(Coupling coupling, Node node) {
        return coupling.groupOf(node)
                .or(() -> coupling.groups().stream()
                        .filter(g -> node.outputs().stream().anyMatch(coupling.values(g)::contains)).findFirst())
                .or(() -> coupling.groups().stream()
                        .filter(g -> g.members().stream().anyMatch(m -> m.node().id() == node.id())).findFirst());
    }
}
