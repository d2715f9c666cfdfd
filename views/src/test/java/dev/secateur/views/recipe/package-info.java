@NullMarked
package dev.secateur.views.recipe;

import org.jspecify.annotations.NullMarked;
