/// Data-parallel work on plain numbers, in plain Java.
///
/// Knows tensors, never operators or graphs; what a number means is known by whoever asks for it.
@NullMarked
package dev.secateur.engine.kernel;

import org.jspecify.annotations.NullMarked;
