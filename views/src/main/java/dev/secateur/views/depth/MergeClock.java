package dev.secateur.views.depth;

import java.time.Duration;

import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.compress.depthmerge.MergeBench;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.Pairing;

/// Times merges; called on the compute lane.
public interface MergeClock {

    /// One block alone, merged against as it is.
    ///
    /// @param config chooses this block
    Pairing ofBlock(Graph graph, DepthMergeConfig config, int threads, Progress progress) throws ProblemException;

    /// The whole network, merged against as it is.
    Pairing ofModel(Graph graph, DepthMergeConfig config, int threads, Progress progress) throws ProblemException;

    /// Times in ONNX Runtime: about two seconds for a block, eight for a network.
    static MergeClock ofRuntime() {
        BenchPlan blocks = new BenchPlan(3, 11, 501, Duration.ofMillis(600));
        BenchPlan models = BenchPlan.defaults();
        return new MergeClock() {
            @Override
            public Pairing ofBlock(Graph graph, DepthMergeConfig config, int threads, Progress progress)
                    throws ProblemException {
                return new MergeBench(graph, threads, blocks).ofBlock(config, progress);
            }

            @Override
            public Pairing ofModel(Graph graph, DepthMergeConfig config, int threads, Progress progress)
                    throws ProblemException {
                return new MergeBench(graph, threads, models).ofModel(config, progress);
            }
        };
    }
}
