/// The view of dynamic slimming: curves while the gates are trained, what pictures cost, and which are easy and hard.
///
/// Draws reports; training and exports lie in the engine.
@NullMarked
package dev.secateur.views.dynamic;

import org.jspecify.annotations.NullMarked;
