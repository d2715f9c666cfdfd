package dev.secateur.engine.train;

import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// How well a network does that is changed while it is held in memory: for candidates of a search, where an export for each would
/// take longer than the pictures.
///
/// @param accuracy share of the pictures classified rightly, 0 to 1; 0 if none could be read
/// @param loss mean cross-entropy; NaN if a score is not finite or none could be read
public record Score(double accuracy, double loss) {

    private static final int BATCH = 100;

    /// Runs labelled pictures through a network as it is used, not as it is trained.
    ///
    /// @param graph of the network; it gives one score for each class
    /// @throws ProblemException if the graph takes no pictures
    public static Score of(TrainableGraph network, Graph graph, Dataset pictures, Normalisation normalisation,
            Progress progress) throws ProblemException {
        Head head = Head.of(graph);
        head.requireClasses(graph, pictures);
        Meter meter = new HeldOut(pictures, normalisation, BATCH).judge(network, Objective.ofLabels(head),
                progress.quiet());
        return meter.samples() == 0
                ? new Score(0, Double.NaN)
                : new Score((double) meter.right() / meter.samples(), meter.meanLoss());
    }
}
