/// What a graph drawing is made of: the description that goes in ([Diagram]), the placed scene that comes out
/// ([GraphScene]), and the marks that lie over it ([Marks]). All immutable, safe to hand between threads.
///
/// Knows nothing of ONNX, of a session, or of the JavaFX scene graph.
@NullMarked
package dev.secateur.views.canvas.model;

import org.jspecify.annotations.NullMarked;
