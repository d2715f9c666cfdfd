/// Rewrites that need to see data: what flows through a network on samples decides the new weights.
///
/// ONNX Runtime runs the samples. What is given out has been run against the original; the function of the network stays
/// as it was. Rewrites that need the graph alone are rules.
@NullMarked
package dev.secateur.engine.rewrite.calibration;

import org.jspecify.annotations.NullMarked;
