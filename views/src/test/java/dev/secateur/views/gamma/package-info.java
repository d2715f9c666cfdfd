/// Tests of the view of Network Slimming.
@NullMarked
package dev.secateur.views.gamma;

import org.jspecify.annotations.NullMarked;
