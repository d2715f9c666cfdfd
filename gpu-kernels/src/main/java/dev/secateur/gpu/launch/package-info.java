/// How the engine's kernels become launches: which arrays travel, how much runs at once, how large work is cut, and what happens when a
/// device fails.
///
/// Knows no device runtime: what runs a plan stands behind {@link dev.secateur.gpu.launch.Device}.
@NullMarked
package dev.secateur.gpu.launch;

import org.jspecify.annotations.NullMarked;
