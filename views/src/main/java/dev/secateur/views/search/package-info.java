/// The view of searches: every candidate as cost against score with the frontier, as a table, and what AutoCompress tells of its rounds.
///
/// Shows any report that is a {@link dev.secateur.engine.search.SearchFinding}, while the search runs and after it.
@NullMarked
package dev.secateur.views.search;

import org.jspecify.annotations.NullMarked;
