@NullMarked
package dev.secateur.views.layers;

import org.jspecify.annotations.NullMarked;
