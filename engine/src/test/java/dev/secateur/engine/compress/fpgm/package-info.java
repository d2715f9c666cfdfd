/// Tests of the method in the package of the same name.
@NullMarked
package dev.secateur.engine.compress.fpgm;

import org.jspecify.annotations.NullMarked;
