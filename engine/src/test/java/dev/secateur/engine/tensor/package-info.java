/// Tests of the room of the same name.
@NullMarked
package dev.secateur.engine.tensor;

import org.jspecify.annotations.NullMarked;
