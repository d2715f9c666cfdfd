/// Tests of this room.
@NullMarked
package dev.secateur.app.jobs;

import org.jspecify.annotations.NullMarked;
