package dev.secateur.engine.compress.updp;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;

/// A block that could be pruned.
///
/// @param kernel in which way it was asked for
/// @param plan how its convolutions become one; null if it mixes features or is dropped
/// @param chain its path if it mixes features; null otherwise
/// @param norm of an attention, where among its nodes the layer normalisation ends that goes; -1 for other blocks
/// @param rank number of axes of what it makes
record Candidate(Block block, Variant kernel, @Nullable MergePlan plan, @Nullable FeatureChain chain, int norm,
        int rank) {

    private static final int CROPPED = 3;

    /// Its id.
    String id() {
        return block.id();
    }

    /// True if nothing stays of it.
    boolean drops() {
        return plan == null && chain == null && norm < 0;
    }

    /// True for an attention, of which all but the normalisation stays.
    boolean keepsLayers() {
        return norm >= 0;
    }

    /// In which way it goes.
    Variant variant() {
        return drops() ? Variant.DROP : plan != null ? plan.variant() : kernel;
    }

    /// Its layers for people: `3×3 + 3×3`.
    String before() {
        if (plan != null) {
            return plan.main().stream().map(c -> (c.isDepthwise() ? "dw " : "") + c.geometry().display())
                    .collect(Collectors.joining(" + "));
        }
        return norm >= 0 ? "LayerNorm + attention" : chain == null ? block.kind().title() : chain.display();
    }

    /// What becomes of them for people: `3×3`; empty if nothing stays.
    String after() {
        if (plan != null) {
            return plan.geometry().display();
        }
        if (chain == null) {
            return norm >= 0 ? "attention" : "";
        }
        Convolution front = chain.front().orElse(null);
        int width = chain.layers().getLast().outputs();
        if (front == null) {
            return width + "→" + width;
        }
        boolean crops = kernel != Variant.EXACT && front.geometry().rows().kernel() > CROPPED;
        return crops ? Geometry.square(CROPPED, 1, 1).display() : front.geometry().display();
    }
}
