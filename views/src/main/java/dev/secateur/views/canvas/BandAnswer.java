package dev.secateur.views.canvas;

import java.util.Map;
import java.util.Set;

/// What may be selected of the boxes that a rubber band touches.
///
/// @param accepted     ids outlined at once and selected on release; may differ from the boxes touched (a block for a node
///                     of it)
/// @param refused      ids with the reason why not, marked while the band is drawn
/// @param acceptedText shown at the pointer, for example `3 blocks`
/// @param refusedText  shown below it, for example `1 refused`; empty for none
public record BandAnswer(
        Set<Long> accepted, Map<Long, String> refused, String acceptedText, String refusedText) {
    public BandAnswer {
        accepted = Set.copyOf(accepted);
        refused = Map.copyOf(refused);
    }

    /// Everything touched is fine.
    static BandAnswer all(Set<Long> ids) {
        return new BandAnswer(ids, Map.of(), ids.size() == 1 ? "1 box" : ids.size() + " boxes", "");
    }
}
