/// Long work: its progress, its cancelling, and the runner that decides where it runs.
///
/// A job ends in exactly one of done, failed, cancelled. Nothing here knows of windows.
@NullMarked
package dev.secateur.engine.job;

import org.jspecify.annotations.NullMarked;
