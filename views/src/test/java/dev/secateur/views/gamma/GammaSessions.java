package dev.secateur.views.gamma;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.compress.WidthReport;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.UnaskedWork;

/// Sessions that really apply methods, every job at once.
final class GammaSessions {

    private GammaSessions() {}

    static SessionModel with(Graph graph) {
        SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new Cutting(graph));
        session.open(Path.of("model.onnx"));
        return session;
    }

    private static final class Cutting extends UnaskedWork {
        private final Graph graph;

        Cutting(Graph graph) {
            this.graph = graph;
        }

        @Override
        public Graph read(Path file, Progress progress) {
            return graph;
        }

        @Override
        public Applied apply(Request request, Progress progress) throws ProblemException {
            return new EngineWork().apply(request, progress);
        }
    }

    /// Work of which nothing is asked but the widths of a cut: 15 are slower than 16.
    static GammaWork unasked() {
        return new GammaWork() {
            @Override
            public WidthForecast time(Graph graph, RunSettings settings, Progress progress) {
                throw new UnsupportedOperationException("this test expected no such work");
            }

            @Override
            public List<WidthReport.SlowWidth> slowWidths(Coupling coupling, BitSet removed, double[] sizes,
                    RunSettings settings, Progress progress) {
                return List.of(new WidthReport.SlowWidth("conv1", 15, 16, 0.5, 0.4));
            }

            @Override
            public Recreated recreate(Graph graph, RunSettings settings, Progress progress) {
                throw new UnsupportedOperationException("this test expected no such work");
            }
        };
    }
}
