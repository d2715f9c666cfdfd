/// Tests of the SCOP view.
@NullMarked
package dev.secateur.views.scop;

import org.jspecify.annotations.NullMarked;
