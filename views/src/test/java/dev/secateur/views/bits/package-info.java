/// Tests of the bits view.
@NullMarked
package dev.secateur.views.bits;

import org.jspecify.annotations.NullMarked;
