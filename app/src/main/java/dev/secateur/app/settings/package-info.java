/// What the program remembers from one start to the next: look, window, recent files.
///
/// Small records and the file that holds them. Nothing about a model belongs here.
@NullMarked
package dev.secateur.app.settings;

import org.jspecify.annotations.NullMarked;
