/// The training panel: its form, curves while it runs, pause and stop, and a look at the data as the network gets it.
///
/// Training itself lies in the engine; what it makes becomes a version of the session.
@NullMarked
package dev.secateur.views.training;

import org.jspecify.annotations.NullMarked;
