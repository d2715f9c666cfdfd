/// Tests of this room.
@NullMarked
package dev.secateur.engine.rewrite.rules;

import org.jspecify.annotations.NullMarked;
