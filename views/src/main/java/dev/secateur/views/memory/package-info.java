/// The plot of live memory over the execution order: how much is alive while each node runs, and what waits for later nodes.
///
/// Which values are alive is computed in the engine.
@NullMarked
package dev.secateur.views.memory;

import org.jspecify.annotations.NullMarked;
