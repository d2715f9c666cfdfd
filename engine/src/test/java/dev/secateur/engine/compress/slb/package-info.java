/// Tests of the method in the package of the same name.
@NullMarked
package dev.secateur.engine.compress.slb;

import org.jspecify.annotations.NullMarked;
