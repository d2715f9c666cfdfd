package dev.secateur.views.gamma;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.RunSettings;

/// The long work of the view. Called off the window's thread.
public interface GammaWork {

    /// Times layers at full and half width.
    WidthForecast time(Graph graph, RunSettings settings, Progress progress) throws ProblemException;

    /// Puts normalisations behind convolutions that lost theirs.
    ///
    /// @param settings with data to measure channels on
    Recreated recreate(Graph graph, RunSettings settings, Progress progress) throws ProblemException;

    /// A graph with normalisations.
    ///
    /// @param convolutions how many got one
    /// @param difference largest relative one to the graph before, in ONNX Runtime
    record Recreated(Graph graph, int convolutions, double difference) {}
}
