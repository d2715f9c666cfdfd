package dev.secateur.engine.graph;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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
        private Set<String> taken = Set.of();
        private Set<String> takenByNodes = Set.of();

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

        boolean isTaken(String name) {
            if (taken.isEmpty()) {
                taken = new HashSet<>(values.values());
            }
            return taken.contains(name) || reserved.contains(name);
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
            isTaken(name);
            if (values == base.values) {
                values = new HashMap<>(values);
            }
            if (!(taken instanceof HashSet)) {
                taken = new HashSet<>(taken);
            }
            String before = values.put(value, name);
            if (before != null) {
                taken.remove(before);
            }
            taken.add(name);
        }

        /// The name itself if no node bears it, else with the first free number behind it: ONNX Runtime refuses two nodes of one name.
        String freeNode(String wish) {
            if (takenByNodes.isEmpty()) {
                takenByNodes = new HashSet<>(nodes.values());
            }
            String name = wish;
            for (int i = 1; !name.isEmpty() && takenByNodes.contains(name); i++) {
                name = wish + "_" + i;
            }
            return name;
        }

        void putNode(int id, String name) {
            if (nodes == base.nodes) {
                nodes = new HashMap<>(nodes);
            }
            nodes.put(id, name);
            if (takenByNodes instanceof HashSet) {
                takenByNodes.add(name);
            }
        }

        Names build() {
            return values == base.values && nodes == base.nodes && reserved == base.reserved
                    ? base
                    : new Names(values, nodes, reserved);
        }
    }
}
