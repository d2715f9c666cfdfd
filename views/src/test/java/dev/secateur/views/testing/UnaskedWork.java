package dev.secateur.views.testing;

import java.nio.file.Path;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Recorded;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionWork;

/// Work of which nothing is asked but analysing; tests say what else they expect.
public abstract class UnaskedWork implements SessionWork {

    @Override
    public Graph read(Path file, Progress progress) throws ProblemException {
        throw unasked();
    }

    @Override
    public Recorded recorded(Path file, Graph graph) {
        return Recorded.NOTHING;
    }

    @Override
    public Analysis analyse(Graph graph, Progress progress) {
        return new Analysis(graph);
    }

    @Override
    public Applied apply(Request request, Progress progress) throws ProblemException {
        throw unasked();
    }

    @Override
    public Measurement measure(Version version, RunSettings settings, Progress progress) throws ProblemException {
        throw unasked();
    }

    @Override
    public Accuracy evaluate(Version version, RunSettings settings, Progress progress) throws ProblemException {
        throw unasked();
    }

    @Override
    public String describe(DataChoice data, Graph graph) throws ProblemException {
        throw unasked();
    }

    @Override
    public FreeBatch.Result freeBatch(Graph graph, Progress progress) throws ProblemException {
        throw unasked();
    }

    @Override
    public Exported export(Export request, Progress progress) throws ProblemException {
        throw unasked();
    }

    private static UnsupportedOperationException unasked() {
        return new UnsupportedOperationException("this test expected no such work");
    }
}
