/// Tests of the ProxylessNAS view.
@NullMarked
package dev.secateur.views.choice;

import org.jspecify.annotations.NullMarked;
