@NullMarked
package dev.secateur.views.graph;

import org.jspecify.annotations.NullMarked;
