package dev.secateur.views.session;

import java.util.Map;

/// What merging would do to each block as it is planned now: written by the depth panel, shown by graph, table and tree.
///
/// @param fates by block id
public record DepthPlan(Map<String, Fate> fates) {

    /// No block is known.
    public static final DepthPlan NONE = new DepthPlan(Map.of());

    public DepthPlan {
        fates = Map.copyOf(fates);
    }

    /// The fate of a block, {@link Fate#NONE} if it is not known.
    public Fate of(String block) {
        return fates.getOrDefault(block, Fate.NONE);
    }

    /// Number of blocks that could be merged, planned or not.
    public long mergeable() {
        return fates.values().stream()
                .filter(f -> f.state() == Fate.State.MERGEABLE || f.state() == Fate.State.MERGES).count();
    }

    /// What would happen to one block.
    ///
    /// @param text as shown: `mergeable`, `merges to 5×5`, `refused`
    /// @param reason why it is refused, a clause; empty otherwise
    public record Fate(State state, String text, String reason) {

        /// Not a block.
        public static final Fate NONE = new Fate(State.NONE, "", "");

        /// The kinds of fates, in the order in which they are sorted.
        public enum State {
            MERGES, MERGEABLE, REFUSED, NONE
        }

        public static Fate mergeable() {
            return new Fate(State.MERGEABLE, "mergeable", "");
        }

        public static Fate mergesTo(String what) {
            return new Fate(State.MERGES, "merges to " + what, "");
        }

        /// It goes altogether.
        public static Fate leftOut() {
            return new Fate(State.MERGES, "is left out", "");
        }

        public static Fate refused(String reason) {
            return new Fate(State.REFUSED, "refused", reason);
        }
    }
}
