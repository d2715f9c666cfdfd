/// Tests of this room.
@NullMarked
package dev.secateur.engine.train;

import org.jspecify.annotations.NullMarked;
