/// The Compare view: all versions as a table and as points over two quantities, and two of them side by side, node by node and picture by picture.
///
/// What differs between two networks is found by the engine; here it is only shown.
@NullMarked
package dev.secateur.views.compare;

import org.jspecify.annotations.NullMarked;
