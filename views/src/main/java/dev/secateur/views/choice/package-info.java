/// The view of ProxylessNAS: how likely each operation of each block is while the search runs, what it costs, and what was derived.
///
/// Draws reports; the search itself lies in the engine.
@NullMarked
package dev.secateur.views.choice;

import org.jspecify.annotations.NullMarked;
