/// Applies the plans of `block`: from a block to one convolution, step by step, each step on the whole graph.
///
/// Which blocks, and what happens between the steps, is a method's to decide.
@NullMarked
package dev.secateur.engine.block.merge;

import org.jspecify.annotations.NullMarked;
