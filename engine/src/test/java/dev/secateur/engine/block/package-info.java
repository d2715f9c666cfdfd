/// Tests of this room.
@NullMarked
package dev.secateur.engine.block;

import org.jspecify.annotations.NullMarked;
