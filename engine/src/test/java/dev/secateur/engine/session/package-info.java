/// Tests of this room.
@NullMarked
package dev.secateur.engine.session;

import org.jspecify.annotations.NullMarked;
