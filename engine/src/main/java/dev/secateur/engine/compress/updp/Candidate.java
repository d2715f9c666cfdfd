package dev.secateur.engine.compress.updp;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;

/// A block that could be pruned.
///
/// @param plan how its convolutions become one; null if it is dropped
record Candidate(Block block, @Nullable MergePlan plan) {

    /// Its id.
    String id() {
        return block.id();
    }

    /// True if nothing stays of it.
    boolean drops() {
        return plan == null;
    }

    /// In which way it goes.
    Variant variant() {
        return plan == null ? Variant.DROP : plan.variant();
    }
}
