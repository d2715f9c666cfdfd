/// Two networks side by side: which nodes of one are in the other, what changed at them, and what both cost and do.
///
/// Differences are facts about two graphs, whoever made them. How they are drawn does not belong here, nor how a version was made.
@NullMarked
package dev.secateur.engine.compare;

import org.jspecify.annotations.NullMarked;
