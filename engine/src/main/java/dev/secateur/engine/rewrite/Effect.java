package dev.secateur.engine.rewrite;

/// What a rule does to the numbers that the network computes.
public enum Effect {

    /// Nothing: the same operations in the same order.
    EXACT,

    /// The same function in another order of operations: results differ by rounding only.
    REORDERS,

    /// Another function; training has to repair it.
    CHANGES
}
