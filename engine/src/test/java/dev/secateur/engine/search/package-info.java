/// Tests of the room of the same name.
@NullMarked
package dev.secateur.engine.search;

import org.jspecify.annotations.NullMarked;
