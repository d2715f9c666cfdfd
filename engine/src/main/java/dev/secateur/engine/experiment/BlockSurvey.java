package dev.secateur.engine.experiment;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.engine.compress.updp.Redundancy;
import dev.secateur.engine.compress.updp.SearchPlan;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;

/// Scores and times the blocks of any network, on any pictures that it takes.
public final class BlockSurvey {

    private BlockSurvey() {}

    /// Measures. Where constants of the network hold a batch of 1, the batch is freed first, since several pictures are looked at at once.
    ///
    /// @param pictures null to measure times alone
    /// @param similarity by which blocks are redundant
    /// @param threads for ONNX Runtime, 1 or more
    /// @throws ProblemException if the network does not take such pictures, its batch cannot be freed, or it cannot be run
    public static DepthSurvey of(Graph graph, @Nullable NetworkPictures pictures, SearchPlan.Similarity similarity,
            int threads, Progress progress) throws ProblemException {
        if (pictures == null) {
            return DepthSurvey.of(graph, null, similarity, threads, progress);
        }
        pictures.require(graph);
        Graph free = FreeBatch.isFixedInside(graph) ? Runner.freed(graph, progress.part(0, 0.05)) : graph;
        return DepthSurvey.of(free,
                new Redundancy.Pictures(pictures.data(), pictures.normalisation(), Redundancy.MOST_PICTURES),
                similarity,
                threads, progress.part(0.05, 1));
    }
}
