/// Blocks of a flat graph: where they are, whether they can become one convolution, and what that would give.
///
/// Nothing here changes a graph or computes weights; `merge` does, and which blocks go is a method's to decide.
@NullMarked
package dev.secateur.engine.block;

import org.jspecify.annotations.NullMarked;
