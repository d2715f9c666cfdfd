/// Small networks and a toolkit for the tests of the views.
@NullMarked
package dev.secateur.views.testing;

import org.jspecify.annotations.NullMarked;
