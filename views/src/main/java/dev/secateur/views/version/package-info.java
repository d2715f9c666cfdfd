/// The list of versions with the lines between them; a click makes one the present.
///
/// What a version is lies in the engine's session; measuring one lies elsewhere.
@NullMarked
package dev.secateur.views.version;

import org.jspecify.annotations.NullMarked;
