/// Networks from nothing: published architectures with seeded weights, laid out and named as PyTorch's exporter does it.
///
/// Weights are drawn, never trained; whoever shows such a network says so.
@NullMarked
package dev.secateur.engine.architecture;

import org.jspecify.annotations.NullMarked;
