/// SLB: weights of 1, 2 or 4 bits, found by training a distribution over the allowed values for every weight.
///
/// Yang et al., "Searching for Low-Bit Weights in Quantized Neural Networks", NeurIPS 2020, arXiv 2009.08695. Deviations: logits start from trained
/// weights, each output channel keeps a scale, and the temperature rises with every step unless asked otherwise.
@NullMarked
package dev.secateur.engine.compress.slb;

import org.jspecify.annotations.NullMarked;
