/// Folding: exact rules on a whole network, without training. What is linear and constant becomes part of its neighbours.
///
/// The function stays; only rounding differs, which is measured in ONNX Runtime. Formulas: Ding et al., "RepVGG" and "Diverse
/// Branch Block" (CVPR 2021), Liu et al., "UPDP" (AAAI 2024).
@NullMarked
package dev.secateur.engine.compress.fold;

import org.jspecify.annotations.NullMarked;
