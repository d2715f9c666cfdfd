/// Tests of rewrites that need data.
@NullMarked
package dev.secateur.engine.rewrite.calibration;

import org.jspecify.annotations.NullMarked;
