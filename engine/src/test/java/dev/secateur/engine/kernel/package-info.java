@NullMarked
package dev.secateur.engine.kernel;

import org.jspecify.annotations.NullMarked;
