/// Numbers and changes as people read them: thousands commas, a real minus sign, units, the same number of decimals everywhere.
///
/// Pure functions from numbers to text; may be used by every view, and knows of none.
@NullMarked
package dev.secateur.views.text;

import org.jspecify.annotations.NullMarked;
