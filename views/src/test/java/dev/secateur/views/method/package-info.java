/// Tests of this room.
@NullMarked
package dev.secateur.views.method;

import org.jspecify.annotations.NullMarked;
