package dev.secateur.engine.session;

import java.util.List;
import java.util.Map;

/// What is to be kept of a session now.
///
/// @param exported id of the version that was written last; 0 if none was
/// @param jobs those that have not ended
/// @param state how it is looked at, in the words of whoever shows it
/// @param told what the work that made a version told of itself, by the version's id; it never changes once the version is there
public record SessionState(VersionTree tree, int exported, List<SessionFile.OpenJob> jobs,
        Map<String, String> state, Map<Integer, Told> told) {

    public SessionState {
        jobs = List.copyOf(jobs);
        state = Map.copyOf(state);
        told = Map.copyOf(told);
    }

    /// Versions alone.
    public static SessionState of(VersionTree tree) {
        return new SessionState(tree, 0, List.of(), Map.of(), Map.of());
    }
}
