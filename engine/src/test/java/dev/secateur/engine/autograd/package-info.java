/// Tests of trainable execution.
@NullMarked
package dev.secateur.engine.autograd;

import org.jspecify.annotations.NullMarked;
