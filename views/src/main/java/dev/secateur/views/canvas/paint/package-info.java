/// Paints a scene at a viewport to a graphics context, whoever owns that: the canvas control, a picture for export.
///
/// Split by what is drawn: frames and boxes, edges, marks. No events, no state between two paintings but text measurements.
@NullMarked
package dev.secateur.views.canvas.paint;

import org.jspecify.annotations.NullMarked;
