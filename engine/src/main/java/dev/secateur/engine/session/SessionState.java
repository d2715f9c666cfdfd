package dev.secateur.engine.session;

import java.util.List;
import java.util.Map;

/// What is to be kept of a session now.
///
/// @param exported id of the version that was written last; 0 if none was
/// @param jobs those that have not ended
/// @param state how it is looked at, in the words of whoever shows it
public record SessionState(VersionTree tree, int exported, List<SessionFile.OpenJob> jobs,
        Map<String, String> state) {

    public SessionState {
        jobs = List.copyOf(jobs);
        state = Map.copyOf(state);
    }

    /// Versions alone.
    public static SessionState of(VersionTree tree) {
        return new SessionState(tree, 0, List.of(), Map.of());
    }
}
