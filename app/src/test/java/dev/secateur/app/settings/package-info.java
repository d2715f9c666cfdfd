/// Tests of this room.
@NullMarked
package dev.secateur.app.settings;

import org.jspecify.annotations.NullMarked;
