/// Tests of this room.
@NullMarked
package dev.secateur.engine.rewrite;

import org.jspecify.annotations.NullMarked;
