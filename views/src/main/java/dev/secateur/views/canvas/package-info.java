/// The control that shows a graph: [GraphCanvas] with its gestures, keys, minimap, legend and zoom buttons.
///
/// It shows scenes and reports what the user wants (select, open, close); it lays nothing out and knows nothing of ONNX
/// or of a session.
@NullMarked
package dev.secateur.views.canvas;

import org.jspecify.annotations.NullMarked;
