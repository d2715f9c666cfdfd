package dev.secateur.engine.compress.proxylessnas;

import java.util.List;

import dev.secateur.engine.graph.Value;

/// A place of the network at which one of several operations stands.
///
/// @param id the block whose place it is
/// @param entry what it reads, in the trunk
/// @param place what stands for its result, in the trunk
/// @param operations 2 or more, the given block first
record Edge(String id, Value entry, Value place, List<Operation> operations) {

    Edge {
        operations = List.copyOf(operations);
    }

    int size() {
        return operations.size();
    }
}
