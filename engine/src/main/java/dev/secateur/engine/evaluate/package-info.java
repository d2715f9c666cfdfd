/// How well a network classifies labelled pictures, measured in ONNX Runtime.
///
/// Nothing here chooses or changes a network.
@NullMarked
package dev.secateur.engine.evaluate;

import org.jspecify.annotations.NullMarked;
