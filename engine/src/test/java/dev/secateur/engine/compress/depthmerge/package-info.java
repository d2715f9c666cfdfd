@NullMarked
package dev.secateur.engine.compress.depthmerge;

import org.jspecify.annotations.NullMarked;
