@NullMarked
package dev.secateur.views.theme;

import org.jspecify.annotations.NullMarked;
