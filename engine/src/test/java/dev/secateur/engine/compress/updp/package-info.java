/// Tests of UPDP.
@NullMarked
package dev.secateur.engine.compress.updp;

import org.jspecify.annotations.NullMarked;
