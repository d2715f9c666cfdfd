/// Tests of the room of the same name.
@NullMarked
package dev.secateur.engine.store;

import org.jspecify.annotations.NullMarked;
