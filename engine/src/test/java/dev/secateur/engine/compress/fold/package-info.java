@NullMarked
package dev.secateur.engine.compress.fold;

import org.jspecify.annotations.NullMarked;
