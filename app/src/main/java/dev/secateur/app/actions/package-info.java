/// What the user can do, each thing defined once: title, key, icon, whether it can be done now, and how.
///
/// Menus, toolbar buttons, keys and the palette are made from these definitions. What a command does to
/// the window stands in the window, behind the interface {@link Screen}.
@NullMarked
package dev.secateur.app.actions;

import org.jspecify.annotations.NullMarked;
