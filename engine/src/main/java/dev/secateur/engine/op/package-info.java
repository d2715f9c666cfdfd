/// One record per operator that the program understands, and {@link Opaque} for every other one.
///
/// A record holds what the attributes of the node say, with the defaults of the specification filled in.
/// What is known *about* operators (shapes, costs, gradients, coupling, encoding) stands in tables of other
/// packages; here is only what they are.
@NullMarked
package dev.secateur.engine.op;

import org.jspecify.annotations.NullMarked;
