/// Tests of this room.
@NullMarked
package dev.secateur.views.compare;

import org.jspecify.annotations.NullMarked;
