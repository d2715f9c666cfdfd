/// The network: an immutable graph of nodes over values, its editor, and the constraints of a valid one.
///
/// Identity is by id; names are kept for people and for the file. Nothing here knows of the ONNX encoding
/// (a node keeps its original bytes as an uninterpreted {@link Origin}) or of shapes that follow from operators.
@NullMarked
package dev.secateur.engine.graph;

import org.jspecify.annotations.NullMarked;
