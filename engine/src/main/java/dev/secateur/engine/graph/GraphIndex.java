package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Look-ups that follow from the nodes of a graph, by the ids of values and nodes, which are small numbers.
final class GraphIndex {

    private final @Nullable Node[] byId;
    private final @Nullable Node[] makers;
    private final @Nullable List<Use>[] uses;
    private final Set<Value> outputs;

    @SuppressWarnings({"unchecked", "rawtypes"})
    GraphIndex(List<Node> nodes, List<Value> outputs, int ids) {
        this.byId = new Node[ids];
        this.makers = new Node[ids];
        this.uses = new List[ids];
        this.outputs = Set.copyOf(outputs);
        for (Node node : nodes) {
            byId[node.id()] = node;
            for (Value output : node.outputs()) {
                if (output.isPresent()) {
                    makers[output.id()] = node;
                }
            }
            for (int i = 0; i < node.inputs().size(); i++) {
                use(node.inputs().get(i), new Use(node, i));
            }
            for (Value captured : node.captures()) {
                use(captured, new Use(node, -1));
            }
        }
    }

    private void use(Value value, Use use) {
        if (!value.isPresent()) {
            return;
        }
        List<Use> known = uses[value.id()];
        if (known == null) {
            known = new ArrayList<>(2);
            uses[value.id()] = known;
        }
        known.add(use);
    }

    Optional<Node> node(int id) {
        return id >= 0 && id < byId.length ? Optional.ofNullable(byId[id]) : Optional.empty();
    }

    Optional<Node> maker(Value value) {
        return isKnown(value) ? Optional.ofNullable(makers[value.id()]) : Optional.empty();
    }

    List<Use> uses(Value value) {
        List<Use> found = isKnown(value) ? uses[value.id()] : null;
        return found == null ? List.of() : Collections.unmodifiableList(found);
    }

    boolean isOutput(Value value) {
        return outputs.contains(value);
    }

    private boolean isKnown(Value value) {
        return value.isPresent() && value.id() < makers.length;
    }
}
