/// JointRD: networks without shortcuts that learn from the residual network they were made of.
///
/// Li et al., Residual Distillation: Towards Portable Deep Neural Networks without Shortcuts, NeurIPS 2020, and the authors' code. The features
/// of the plain network's first stages also go on through the later stages of the frozen teacher, whose shortcuts carry gradients back to
/// them; this help fades out. Here: the plain graph, its Dirac-weighted convolutions, the loss, and what memory is gained. The loop
/// over pictures is `train`'s.
@NullMarked
package dev.secateur.engine.compress.jointrd;

import org.jspecify.annotations.NullMarked;
