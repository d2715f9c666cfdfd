/// Fixing sizes: numbers in place of extents that a model leaves open, so that what its layers cost is known.
@NullMarked
package dev.secateur.engine.compress.sizes;

import org.jspecify.annotations.NullMarked;
