/// Tests of this room.
@NullMarked
package dev.secateur.engine.report;

import org.jspecify.annotations.NullMarked;
