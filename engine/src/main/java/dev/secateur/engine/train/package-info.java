/// Training a graph on labelled pictures, or after a teacher: optimisers, schedules, the loop, checkpoints, events.
///
/// How a graph is executed with gradients is `autograd`'s; where pictures come from is `data`'s; accuracy that is stated is
/// measured by `evaluate`. Start with {@link dev.secateur.engine.train.Trainer}.
@NullMarked
package dev.secateur.engine.train;

import org.jspecify.annotations.NullMarked;
