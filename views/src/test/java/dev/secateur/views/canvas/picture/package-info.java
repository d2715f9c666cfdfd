@NullMarked
package dev.secateur.views.canvas.picture;

import org.jspecify.annotations.NullMarked;
