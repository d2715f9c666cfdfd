/// Tests of the view of dynamic slimming.
@NullMarked
package dev.secateur.views.dynamic;

import org.jspecify.annotations.NullMarked;
