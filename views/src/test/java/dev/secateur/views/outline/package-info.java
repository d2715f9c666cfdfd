@NullMarked
package dev.secateur.views.outline;

import org.jspecify.annotations.NullMarked;
