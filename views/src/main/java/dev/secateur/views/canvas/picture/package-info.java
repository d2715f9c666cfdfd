/// Pictures of a scene for files: PNG (encoded here, without AWT) and SVG.
///
/// Gives bytes and texts; writing them to a file is the caller's work.
@NullMarked
package dev.secateur.views.canvas.picture;

import org.jspecify.annotations.NullMarked;
