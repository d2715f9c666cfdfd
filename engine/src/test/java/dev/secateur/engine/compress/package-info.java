/// Tests of this room.
@NullMarked
package dev.secateur.engine.compress;

import org.jspecify.annotations.NullMarked;
