@NullMarked
package dev.secateur.views.canvas.layout;

import org.jspecify.annotations.NullMarked;
