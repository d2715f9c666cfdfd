package dev.secateur.app.cli;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Draws a network into a picture, without a display.
@FunctionalInterface
public interface GraphPainter {

    /// Kinds of pictures.
    enum Format {
        PNG, SVG
    }

    /// The picture of a network as the window shows it first, blocks closed.
    ///
    /// @return the bytes of a whole file
    byte[] paint(Graph graph, Format format, Progress progress) throws ProblemException;
}
