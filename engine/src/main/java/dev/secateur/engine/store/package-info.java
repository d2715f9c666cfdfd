/// Files that are either whole or absent: atomic writing and JSON.
///
/// What the files mean is known by the packages that write them.
@NullMarked
package dev.secateur.engine.store;

import org.jspecify.annotations.NullMarked;
