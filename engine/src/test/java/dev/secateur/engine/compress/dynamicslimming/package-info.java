/// Tests of dynamic network slimming.
@NullMarked
package dev.secateur.engine.compress.dynamicslimming;

import org.jspecify.annotations.NullMarked;
