/// A form made from a configuration record: one row for each setting, with unit, range, help, default and error.
///
/// What can be set and what a value must be stands in the record; nothing here knows a method.
@NullMarked
package dev.secateur.views.form;

import org.jspecify.annotations.NullMarked;
