/// The inspector: all that is known of the selected node, or a summary of what is selected.
///
/// Reads the session and selects nodes in it; changes no model.
@NullMarked
package dev.secateur.views.inspector;

import org.jspecify.annotations.NullMarked;
