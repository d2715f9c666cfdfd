/// Tests of post-training quantisation.
@NullMarked
package dev.secateur.engine.compress.ptq;

import org.jspecify.annotations.NullMarked;
