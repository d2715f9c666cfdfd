/// Quantisers: grids for weights and activations, where they are clipped, what rounding loses layer by layer, and graphs that
/// quantise and dequantise as ONNX Runtime runs them.
///
/// Which layer gets how many bits is decided by methods; batch normalisation is folded by them before.
@NullMarked
package dev.secateur.engine.quant;

import org.jspecify.annotations.NullMarked;
