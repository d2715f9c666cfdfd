/// Tests of this room.
@NullMarked
package dev.secateur.app.window;

import org.jspecify.annotations.NullMarked;
