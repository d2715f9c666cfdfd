package dev.secateur.engine.compress.proxylessnas;

import dev.secateur.engine.graph.Value;

/// One of the operations among which an edge has the choice.
///
/// @param label for people: `5×5, half`; `skip` for none
/// @param entry what it reads, an input of the store; absent if it is to leave the edge out
/// @param exit what it makes, in the store; likewise
/// @param macs multiply-accumulates for one picture
record Operation(String label, Value entry, Value exit, long macs) {

    /// What leaving the edge out is called.
    static final String SKIP = "skip";

    /// Leaves the edge out: what the edge reads is what it makes.
    static Operation skip() {
        return new Operation(SKIP, Value.NONE, Value.NONE, 0);
    }

    boolean isSkip() {
        return !entry.isPresent();
    }
}
