package dev.secateur.engine.compress;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// What cutting channels did.
///
/// @param groups what became of each group of coupled channels that can be cut, in the network's order
/// @param asked the rate that was asked for, 0..1
/// @param removed channels that went, as a part of those in groups that can be cut, 0..1
/// @param parametersRemoved part of all parameters, 0..1
/// @param macsRemoved part of all multiply-accumulates for one sample, 0..1
/// @param frozen number of groups that cannot be cut
/// @param widths what snapping to fast widths did; null if it was not asked for
/// @param budget how a goal was met; null if none was set
/// @param inputs which inputs the cut and the masked network were compared on
/// @param note what holds for a cut without training
public record ChannelReport(List<CutGroup> groups, double asked, double removed, double parametersRemoved,
        double macsRemoved, int frozen, @Nullable WidthReport widths, @Nullable BudgetReport budget, String inputs,
        String note) {

    public ChannelReport {
        groups = List.copyOf(groups);
    }

    /// A group.
    ///
    /// @param id name of the first layer that makes its channels
    /// @param before number of channels
    /// @param after how many stayed
    /// @param kept the scores' least among those that stayed; 0 if all went by another rule
    /// @param why empty, or why fewer went than were asked for
    public record CutGroup(String id, int before, int after, double kept, String why) {}
}
