/// Tests of the room of the same name.
@NullMarked
package dev.secateur.views.search;

import org.jspecify.annotations.NullMarked;
