/// Trainable execution: a graph run on LibTorch with gradients, and arithmetic on what flows through it.
///
/// No JavaCPP type leaves this package; what a method needs of tensors with a tape it asks of {@link
/// dev.secateur.engine.autograd.Var}. Optimisers, schedules and the loop over data live in `train`; files and the timing
/// that is quoted live elsewhere too. Start with {@link dev.secateur.engine.autograd.TrainableGraph}.
@NullMarked
package dev.secateur.engine.autograd;

import org.jspecify.annotations.NullMarked;
