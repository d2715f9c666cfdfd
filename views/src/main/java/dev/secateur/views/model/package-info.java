/// The tree at the left: the model's stages, blocks and layers with bars, linked to the other views by the selection.
///
/// Reads the session and selects in it; changes no model.
@NullMarked
package dev.secateur.views.model;

import org.jspecify.annotations.NullMarked;
