/// UPDP: blocks become one layer each, in four stages: supernet, search, progressive training, merging.
///
/// Liu et al., "UPDP: A Unified Progressive Depth Pruner for CNN and Vision Transformer", AAAI 2024; no code was published. The pruned
/// form of a block is an ordinary graph in which its activations still stand; while lambda grows from 0 to 1, interceptors lead around
/// them, so what is trained is the given network at first and the mergeable one at the end. Deviations: lambda grows with every step; the
/// border that moved padding adds fades in with it; the first kernel's outer taps are masked before they are cut.
@NullMarked
package dev.secateur.engine.compress.updp;

import org.jspecify.annotations.NullMarked;
