/// Tests of this room.
@NullMarked
package dev.secateur.views.version;

import org.jspecify.annotations.NullMarked;
