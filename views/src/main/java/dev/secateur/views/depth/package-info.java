/// The depth panel: which selected blocks would merge, into what, at what gain, and why others would not.
///
/// Counts come from the engine's preview, times from the engine's bench; the panel applies a method and computes nothing.
@NullMarked
package dev.secateur.views.depth;

import org.jspecify.annotations.NullMarked;
