/// Tests of this room.
@NullMarked
package dev.secateur.views.form;

import org.jspecify.annotations.NullMarked;
