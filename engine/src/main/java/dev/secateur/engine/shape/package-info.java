/// Which shapes and element types follow from operators and inputs, with symbolic extents and small integer tensors followed.
///
/// One small function an operator, in tables by family. Nothing here computes on data, reads a file, or
/// allocates by a size that a file claims; a disagreement is a value, never an exception.
@NullMarked
package dev.secateur.engine.shape;

import org.jspecify.annotations.NullMarked;
