/// Tests of this room.
@NullMarked
package dev.secateur.engine.data;

import org.jspecify.annotations.NullMarked;
