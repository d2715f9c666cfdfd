package dev.secateur.views.session;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.Recorded;

/// A model that was read, and what the record beside it tells of how it was made.
record OpenedFile(Path file, Graph graph, Recorded recorded) {

    private static final int ORIGINAL = 0;

    static Job<OpenedFile> reading(SessionWork work, Path file) {
        return new Job<>("Open " + file.getFileName(), Job.Lane.LIGHT, p -> {
            Graph graph = work.read(file, p);
            return new OpenedFile(file, graph, work.recorded(file, graph));
        });
    }

    VersionTrials.Known known() {
        return new VersionTrials.Known(Map.of(), Map.of(ORIGINAL, recorded.told()));
    }

    /// What to say of it; empty if there is no record.
    Optional<Status> said() {
        return recorded.methods().isEmpty()
                ? Optional.empty()
                : Optional.of(Status.good(file.getFileName() + ": " + RecordStatus.of(recorded).text()));
    }
}
