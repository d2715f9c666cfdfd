package dev.secateur.engine.shape;

import dev.secateur.engine.op.Op;

/// What follows for the results of one operator. Gives to the site what it knows, or reports one conflict and gives nothing more.
@FunctionalInterface
interface ShapeRule<O extends Op> {

    void infer(O op, Site site);
}
