/// Tests of this room.
@NullMarked
package dev.secateur.app.actions;

import org.jspecify.annotations.NullMarked;
