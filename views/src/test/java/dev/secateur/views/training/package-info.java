/// Tests of this room.
@NullMarked
package dev.secateur.views.training;

import org.jspecify.annotations.NullMarked;
