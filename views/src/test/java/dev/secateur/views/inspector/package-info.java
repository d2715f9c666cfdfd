@NullMarked
package dev.secateur.views.inspector;

import org.jspecify.annotations.NullMarked;
