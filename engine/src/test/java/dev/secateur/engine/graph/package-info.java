/// Tests of this room.
@NullMarked
package dev.secateur.engine.graph;

import org.jspecify.annotations.NullMarked;
