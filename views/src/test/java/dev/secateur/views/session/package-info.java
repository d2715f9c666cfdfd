/// Tests of this room.
@NullMarked
package dev.secateur.views.session;

import org.jspecify.annotations.NullMarked;
