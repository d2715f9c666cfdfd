/// Which channels must go together, and how they are taken out of a graph.
///
/// Every index along a channel axis bears the number of a unit; operators say which indices are the same unit (`CouplingRules`).
/// What cannot be cut is frozen with the node and the reason. Which channels should go is not decided here but by the methods.
@NullMarked
package dev.secateur.engine.coupling;

import org.jspecify.annotations.NullMarked;
