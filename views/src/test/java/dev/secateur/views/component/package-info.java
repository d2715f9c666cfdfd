@NullMarked
package dev.secateur.views.component;

import org.jspecify.annotations.NullMarked;
