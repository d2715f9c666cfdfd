/// The composition root: the program starts here and its parts are put together here.
/// Nothing else may depend on this room.
@NullMarked
package dev.secateur.app.main;

import org.jspecify.annotations.NullMarked;
