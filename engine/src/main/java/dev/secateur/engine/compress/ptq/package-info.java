/// Post-training quantisation: weights and activations become integers of chosen widths, without training.
///
/// Jacob et al., "Quantization and Training of Neural Networks for Efficient Integer-Arithmetic-Only Inference", CVPR 2018; clipping by
/// divergence after Migacz, GTC 2017; bias correction and equalisation after Nagel et al., ICCV 2019. Batch normalisation is folded
/// first. Deviations: bias correction takes means from data; widths below 8 bits keep their grid in 8-bit codes.
@NullMarked
package dev.secateur.engine.compress.ptq;

import org.jspecify.annotations.NullMarked;
