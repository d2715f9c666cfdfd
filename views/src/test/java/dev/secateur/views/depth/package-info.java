@NullMarked
package dev.secateur.views.depth;

import org.jspecify.annotations.NullMarked;
