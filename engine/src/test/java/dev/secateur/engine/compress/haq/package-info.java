/// Tests of the search for bits.
@NullMarked
package dev.secateur.engine.compress.haq;

import org.jspecify.annotations.NullMarked;
