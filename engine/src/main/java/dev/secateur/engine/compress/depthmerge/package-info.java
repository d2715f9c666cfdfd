/// Merging blocks into single convolutions, without training: the last stage of UPDP (Liu et al., AAAI 2024) on its own.
///
/// Three steps, reported apart: activations inside the chosen blocks go; padding moves to the first convolution (and, where
/// asked, strides to the last, and a kernel to its middle tap); what is now linear is composed in float64. Only the last step
/// must not change the function. Deviations: no progressive training, no batch normalisation after the block, and strides
/// stay where they are unless asked otherwise, which composition allows at the price of a larger kernel.
@NullMarked
package dev.secateur.engine.compress.depthmerge;

import org.jspecify.annotations.NullMarked;
