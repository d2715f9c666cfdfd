/// Tests of this room.
@NullMarked
package dev.secateur.engine.runtime;

import org.jspecify.annotations.NullMarked;
