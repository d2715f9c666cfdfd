/// Searches among candidates: the log of what was measured, and measuring several at a time.
///
/// What a candidate is and how it is measured is a method's own; here it has a configuration, a cost and a score.
@NullMarked
package dev.secateur.engine.search;

import org.jspecify.annotations.NullMarked;
