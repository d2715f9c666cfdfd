/// Tests of this room.
@NullMarked
package dev.secateur.engine.record;

import org.jspecify.annotations.NullMarked;
