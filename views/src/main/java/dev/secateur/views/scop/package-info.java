/// The view of SCOP: what the experiment says of every channel, while it runs and after the cut, and where the cut goes.
///
/// Draws reports; the experiment itself lies in the engine.
@NullMarked
package dev.secateur.views.scop;

import org.jspecify.annotations.NullMarked;
