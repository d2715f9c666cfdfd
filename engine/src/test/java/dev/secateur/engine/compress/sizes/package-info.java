@NullMarked
package dev.secateur.engine.compress.sizes;

import org.jspecify.annotations.NullMarked;
