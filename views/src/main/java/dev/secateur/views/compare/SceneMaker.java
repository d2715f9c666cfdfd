package dev.secateur.views.compare;

import java.util.Set;

import dev.secateur.views.session.Analysis;

/// Lays networks out. Called on the lane for layouts.
public interface SceneMaker {

    /// A network in one column.
    ///
    /// @param open ids of the groups that are open
    /// @param checkpoint called often; throws (unchecked) to give up
    Side make(Analysis analysis, Set<String> open, Runnable checkpoint);

    /// The groups that are open at first, by id.
    Set<String> openAtFirst(Analysis analysis);
}
