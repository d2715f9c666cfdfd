/// What a graph costs on paper: parameters, multiply-accumulates, memory of activations.
///
/// Counted from shapes alone, one small function an operator. Nothing here runs or times anything.
@NullMarked
package dev.secateur.engine.cost;

import org.jspecify.annotations.NullMarked;
