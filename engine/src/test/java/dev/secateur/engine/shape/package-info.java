/// Tests of shape inference.
@NullMarked
package dev.secateur.engine.shape;

import org.jspecify.annotations.NullMarked;
