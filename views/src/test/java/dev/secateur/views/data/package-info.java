/// Tests of this room.
@NullMarked
package dev.secateur.views.data;

import org.jspecify.annotations.NullMarked;
