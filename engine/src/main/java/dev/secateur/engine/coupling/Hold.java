package dev.secateur.engine.coupling;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;

/// What stands against removing a channel.
///
/// @param reasons why, in the order found; a few are enough
public record Hold(Strength strength, List<Reason> reasons) {

    /// Nothing.
    public static final Hold NONE = new Hold(Strength.FREE, List.of());

    /// More reasons are not kept: a person reads the first ones.
    private static final int KEPT = 3;

    public Hold {
        reasons = List.copyOf(reasons);
    }

    /// How strongly.
    public enum Strength {
        /// It can go: what stays computes the same as with the channel masked.
        FREE,
        /// It can go, but what stays is changed by it, because a statistic is taken over the channels.
        MIXED,
        /// It cannot go.
        FROZEN
    }

    /// A reason and the node it is found at; the node is null where the graph as a whole is the reason.
    ///
    /// @param text a part of a sentence: `LayerNormalization takes its mean over the channels`
    public record Reason(@Nullable Node node, String text) {}

    static Hold frozen(Node node, String text) {
        return new Hold(Strength.FROZEN, List.of(new Reason(node, text)));
    }

    static Hold mixed(Node node, String text) {
        return new Hold(Strength.MIXED, List.of(new Reason(node, text)));
    }

    /// Both: the stronger strength, and the reasons of that strength.
    Hold and(Hold other) {
        if (strength != other.strength) {
            return strength.compareTo(other.strength) > 0 ? this : other;
        }
        List<Reason> both = new ArrayList<>(reasons);
        other.reasons.stream().filter(r -> !both.contains(r)).forEach(both::add);
        return new Hold(strength, both.size() > KEPT ? both.subList(0, KEPT) : both);
    }
}
