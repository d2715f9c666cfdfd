/// Tests of SCOP.
@NullMarked
package dev.secateur.engine.compress.scop;

import org.jspecify.annotations.NullMarked;
