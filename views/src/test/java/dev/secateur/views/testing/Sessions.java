package dev.secateur.views.testing;

import java.nio.file.Path;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionWork;

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
    private record Reading(Graph graph) implements SessionWork {
        @Override
        public Graph read(Path file, Progress progress) {
            return graph;
        }

        @Override
        public Analysis analyse(Graph read, Progress progress) {
            return new Analysis(read);
        }

        @Override
        public Applied apply(Request request, Progress progress) {
            throw new UnsupportedOperationException("these tests apply nothing");
        }

        @Override
        public Measurement measure(Version version, RunSettings settings, Progress progress) {
            throw new UnsupportedOperationException("these tests measure nothing");
        }

        @Override
        public Exported export(Export request, Progress progress) {
            throw new UnsupportedOperationException("these tests export nothing");
        }
    }
}
