/// The engine's kernels for a graphics device. Optional at run time: without a device the engine's own serve.
@NullMarked
package dev.secateur.gpu;

import org.jspecify.annotations.NullMarked;
