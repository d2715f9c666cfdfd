package dev.secateur.views.testing;

import java.nio.file.Path;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.views.session.SessionModel;

/// Sessions with a model open and every job run at once.
public final class Sessions {

    private Sessions() {}

    /// A session without a model.
    public static SessionModel empty() {
        return new SessionModel(new DirectJobRunner(Progress.none()), new Reading(Networks.chain(1)));
    }

    /// A session with a graph open as `model.onnx`.
    public static SessionModel with(Graph graph) {
        SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new Reading(graph));
        session.open(Path.of("model.onnx"));
        return session;
    }

    /// Reads the same graph whatever the file is, and analyses; nothing else is asked of it.
    private static final class Reading extends UnaskedWork {
        private final Graph graph;

        Reading(Graph graph) {
            this.graph = graph;
        }

        @Override
        public Graph read(Path file, Progress progress) {
            return graph;
        }
    }
}
