/// Tests, and what they share.
@NullMarked
package dev.secateur.gpu.launch;

import org.jspecify.annotations.NullMarked;
