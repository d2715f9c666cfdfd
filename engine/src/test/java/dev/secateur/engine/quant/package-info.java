/// Tests of quantisers.
@NullMarked
package dev.secateur.engine.quant;

import org.jspecify.annotations.NullMarked;
