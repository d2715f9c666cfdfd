/// Tests, and what they share.
@NullMarked
package dev.secateur.gpu.backend;

import org.jspecify.annotations.NullMarked;
