/// Small controls that several views share: pane header, note, before-and-after rows, pill, empty state, error banner.
///
/// Each is a node with a few properties and the style classes of `component.css`; none knows a session or an engine type.
@NullMarked
package dev.secateur.views.component;

import org.jspecify.annotations.NullMarked;
