/// Tests of this room.
@NullMarked
package dev.secateur.engine.evaluate;

import org.jspecify.annotations.NullMarked;
