/// Tests of the coupling of channels, and of cutting them out.
@NullMarked
package dev.secateur.engine.coupling;

import org.jspecify.annotations.NullMarked;
