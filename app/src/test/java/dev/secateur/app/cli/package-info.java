/// Tests of the command line, run in-process with captured streams.
@NullMarked
package dev.secateur.app.cli;

import org.jspecify.annotations.NullMarked;
