package dev.secateur.engine.coupling;

import dev.secateur.engine.op.Op;

/// What one operator says about the channels of its operands and results.
@FunctionalInterface
interface CouplingRule<O extends Op> {

    /// Reads the layouts of the operands, joins units, registers weights that shrink, and sets the layouts of the results.
    void couple(O op, Site site);
}
