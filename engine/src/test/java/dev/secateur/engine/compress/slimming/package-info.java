/// Tests of the method in the package of the same name.
@NullMarked
package dev.secateur.engine.compress.slimming;

import org.jspecify.annotations.NullMarked;
