/// The kernels: static methods over primitive arrays, each with one parallel loop over work-items that write to places of their own.
///
/// Plain Java that runs by itself, one item after the other; a compiler for devices finds the loops by {@link dev.secateur.gpu.kernel.Parallel}.
/// Here must not stand: calls of our own methods, objects, `byte` and `short` arrays, `Math.rint`, `round`, `floor` and `fma`, names of
/// OpenCL's own functions, and bounds of parallel loops that divide by anything but a power of two. Sums are kept in float64; arrays are longer than what is in them, and `sizes` says how much that is.
@NullMarked
package dev.secateur.gpu.kernel;

import org.jspecify.annotations.NullMarked;
