/// What layers cost at each width of their weights and activations: models of accelerators that compute with few bits, tables of the
/// user's own, ONNX Runtime's integers as measured here, and the size of weights.
///
/// Nothing here chooses widths. A model's milliseconds help to choose; only what was measured on a machine is quoted as its time.
@NullMarked
package dev.secateur.engine.hardware.bits;

import org.jspecify.annotations.NullMarked;
