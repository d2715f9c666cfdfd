/// Tests of UPDP.
@NullMarked
package dev.secateur.engine.compress.proxylessnas;

import org.jspecify.annotations.NullMarked;
