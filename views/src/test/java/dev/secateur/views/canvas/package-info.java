@NullMarked
package dev.secateur.views.canvas;

import org.jspecify.annotations.NullMarked;
