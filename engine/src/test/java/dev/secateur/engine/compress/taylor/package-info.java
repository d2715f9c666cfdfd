/// Tests of the ranking by gradients.
@NullMarked
package dev.secateur.engine.compress.taylor;

import org.jspecify.annotations.NullMarked;
