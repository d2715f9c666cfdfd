/// Where jobs run: the lanes, their threads, and the way back to the window's thread.
///
/// The only room of the program that starts threads or calls `Platform.runLater`. What a job does stands elsewhere.
@NullMarked
package dev.secateur.app.jobs;

import org.jspecify.annotations.NullMarked;
