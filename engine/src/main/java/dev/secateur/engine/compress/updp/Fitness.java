package dev.secateur.engine.compress.updp;

import java.util.BitSet;

import dev.secateur.engine.problem.ProblemException;

/// How good a set of pruned blocks is.
@FunctionalInterface
interface Fitness {

    /// Higher is better. The same set has the same fitness.
    double of(BitSet pruned) throws ProblemException;
}
