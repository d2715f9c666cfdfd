/// Numbers: element types, shapes with known or symbolic extents, and immutable tensors.
///
/// A tensor is a handle on bytes (heap or mapped file), never a place for arithmetic; nothing here
/// knows of operators or graphs.
@NullMarked
package dev.secateur.engine.tensor;

import org.jspecify.annotations.NullMarked;
