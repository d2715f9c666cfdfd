/// The table of layers under the graph, linked to it by the session's selection.
///
/// Reads the session and selects in it; changes no model.
@NullMarked
package dev.secateur.views.layers;

import org.jspecify.annotations.NullMarked;
