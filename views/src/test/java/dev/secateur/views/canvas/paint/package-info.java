@NullMarked
package dev.secateur.views.canvas.paint;

import org.jspecify.annotations.NullMarked;
