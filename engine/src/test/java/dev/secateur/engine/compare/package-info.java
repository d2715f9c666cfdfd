/// Tests of this room.
@NullMarked
package dev.secateur.engine.compare;

import org.jspecify.annotations.NullMarked;
