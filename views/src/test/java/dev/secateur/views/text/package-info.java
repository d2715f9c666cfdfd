@NullMarked
package dev.secateur.views.text;

import org.jspecify.annotations.NullMarked;
