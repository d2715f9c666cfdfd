/// The graph view: what is drawn, coloured, searched and selected.
///
/// Turns an analysis into a diagram and gestures into selections; drawing itself is done by the canvas, layout on its lane.
@NullMarked
package dev.secateur.views.graph;

import org.jspecify.annotations.NullMarked;
