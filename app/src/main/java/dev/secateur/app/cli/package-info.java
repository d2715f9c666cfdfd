/// The command line: one class a command, and what they share (options, tables, JSON, cancelling, exit codes).
///
/// The only place that prints. A command reads its arguments, calls the engine, and words the result; it computes nothing.
@NullMarked
package dev.secateur.app.cli;

import org.jspecify.annotations.NullMarked;
