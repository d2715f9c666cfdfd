/// Tests of this room.
@NullMarked
package dev.secateur.engine.architecture;

import org.jspecify.annotations.NullMarked;
