/// The panel of methods: each with its form, whether it can work on the present, and Apply.
///
/// Knows no single method; a method that needs a view of its own gets a room of its own.
@NullMarked
package dev.secateur.views.method;

import org.jspecify.annotations.NullMarked;
