package dev.secateur.engine.coupling;

import dev.secateur.engine.graph.Node;

/// An axis of a weight that shrinks when channels go.
///
/// @param node whose operand the weight is
/// @param input which operand
/// @param labels which positions are which unit
record Slot(Node node, int input, Role role, Labels labels) {}
