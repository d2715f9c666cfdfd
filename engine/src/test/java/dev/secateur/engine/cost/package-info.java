/// Tests of counts.
@NullMarked
package dev.secateur.engine.cost;

import org.jspecify.annotations.NullMarked;
