/// From a diagram to a scene: every open group is laid out by itself and then stands in its parent as a box of that size.
///
/// A group's boxes form a sequence of single boxes and bundles between them; only bundles need the layered algorithm (ELK),
/// and equal bundles are computed once. No painting, no JavaFX.
@NullMarked
package dev.secateur.views.canvas.layout;

import org.jspecify.annotations.NullMarked;
