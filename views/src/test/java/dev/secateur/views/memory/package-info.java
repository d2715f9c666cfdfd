/// Tests of this room.
@NullMarked
package dev.secateur.views.memory;

import org.jspecify.annotations.NullMarked;
