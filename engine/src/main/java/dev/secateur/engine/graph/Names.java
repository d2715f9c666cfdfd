package dev.secateur.engine.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Names of values and nodes, for people and for the file. Immutable; value names are unique, node names need not be.
public final class Names {

    static final Names EMPTY = new Names(Map.of(), Map.of(), Set.of());

    private final Map<Value, String> values;
    private final Map<Integer, String> nodes;
    private final Set<String> reserved;

    Names(Map<Value, String> values, Map<Integer, String> nodes, Set<String> reserved) {
        this.values = Collections.unmodifiableMap(values);
        this.nodes = Collections.unmodifiableMap(nodes);
        this.reserved = Collections.unmodifiableSet(reserved);
    }

    /// The name of a value; empty for {@link Value#NONE}.
    public String of(Value value) {
        return values.getOrDefault(value, "");
    }

    /// The name the file gives a node; empty if it gives none.
    public String ofNode(int id) {
        return nodes.getOrDefault(id, "");
    }

    /// Names for a part of the graph; what is reserved stays so.
    Names of(Map<Value, String> someValues, Map<Integer, String> someNodes) {
        return new Names(someValues, someNodes, reserved);
    }

    /// All value names.
    public Map<Value, String> values() {
        return values;
    }

    Editor edit() {
        return new Editor(this);
    }

    /// Changes to names. Copies what it changes when it first changes it.
    static final class Editor {
        private final Names base;
        private Map<Value, String> values;
        private Map<Integer, String> nodes;
        private Set<String> reserved;
        private @Nullable Set<String> taken;
        private boolean ownsValues;
        private boolean ownsNodes;
        private @Nullable Set<String> takenByNodes;

        Editor(Names base) {
            this.base = base;
            this.values = base.values;
            this.nodes = base.nodes;
            this.reserved = base.reserved;
        }

        void reserve(Collection<String> more) {
            reserved = new HashSet<>(reserved);
            reserved.addAll(more);
        }

        String of(Value value) {
            return values.getOrDefault(value, "");
        }

        private boolean isTaken(String name) {
            return taken().contains(name) || reserved.contains(name);
        }

        private Set<String> taken() {
            Set<String> all = taken;
            if (all == null) {
                all = new HashSet<>(values.values());
                taken = all;
            }
            return all;
        }

        /// The name itself if it is free, else with the first free number behind it.
        String free(String wish) {
            String base = wish.isEmpty() ? "value" : wish;
            String name = base;
            for (int i = 1; isTaken(name); i++) {
                name = base + "_" + i;
            }
            return name;
        }

        void put(Value value, String name) {
            Set<String> all = taken();
            String before = own().put(value, name);
            if (before != null) {
                all.remove(before);
            }
            all.add(name);
        }

        /// The name itself if no node bears it, else with the first free number behind it: ONNX Runtime refuses two nodes of one name.
        String freeNode(String wish) {
            Set<String> all = takenByNodes();
            String name = wish;
            for (int i = 1; !name.isEmpty() && all.contains(name); i++) {
                name = wish + "_" + i;
            }
            return name;
        }

        void putNode(int id, String name) {
            takenByNodes().add(name);
            ownNodes().put(id, name);
        }

        private Set<String> takenByNodes() {
            Set<String> all = takenByNodes;
            if (all == null) {
                all = new HashSet<>(nodes.values());
                takenByNodes = all;
            }
            return all;
        }

        /// Lets go the names of what is no longer there.
        void forget(Set<Value> gone, Set<Integer> goneNodes) {
            if (gone.stream().anyMatch(values::containsKey)) {
                own().keySet().removeAll(gone);
            }
            if (goneNodes.stream().anyMatch(nodes::containsKey)) {
                ownNodes().keySet().removeAll(goneNodes);
            }
        }

        private Map<Value, String> own() {
            if (!ownsValues) {
                values = new HashMap<>(values);
                ownsValues = true;
            }
            return values;
        }

        private Map<Integer, String> ownNodes() {
            if (!ownsNodes) {
                nodes = new HashMap<>(nodes);
                ownsNodes = true;
            }
            return nodes;
        }

        Names build() {
            ownsValues = false;
            ownsNodes = false;
            return values == base.values && nodes == base.nodes && reserved == base.reserved
                    ? base
                    : new Names(values, nodes, reserved);
        }
    }
}
