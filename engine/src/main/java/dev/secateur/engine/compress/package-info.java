/// What every compression method is: its configuration, whether it applies, what it takes and gives.
///
/// One folder below for each method; a method never uses another one. The form in the window, `--set` on the command line
/// and the documentation all come from a method's configuration record.
@NullMarked
package dev.secateur.engine.compress;

import org.jspecify.annotations.NullMarked;
