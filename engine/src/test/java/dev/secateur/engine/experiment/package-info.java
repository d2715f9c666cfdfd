/// Tests of whole runs.
@NullMarked
package dev.secateur.engine.experiment;

import org.jspecify.annotations.NullMarked;
