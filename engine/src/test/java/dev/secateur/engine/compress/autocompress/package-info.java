/// Tests of the room of the same name.
@NullMarked
package dev.secateur.engine.compress.autocompress;

import org.jspecify.annotations.NullMarked;
