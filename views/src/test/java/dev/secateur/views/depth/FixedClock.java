package dev.secateur.views.depth;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.engine.runtime.Timing;

/// Says that everything as it is runs in 5 ms and everything merged in another time, and keeps what it was asked.
final class FixedClock implements MergeClock {
    final List<DepthMergeConfig> asked = new ArrayList<>();
    double merged = 4;

    @Override
    public Pairing ofBlock(Graph graph, DepthMergeConfig config, int threads, Progress progress) {
        asked.add(config);
        double ratio = 5 / merged;
        return new Pairing(timing(merged), timing(5), new Ratio(ratio, ratio - 0.02, ratio + 0.02));
    }

    @Override
    public Pairing ofModel(Graph graph, DepthMergeConfig config, int threads, Progress progress) {
        return ofBlock(graph, config, threads, progress);
    }

    private static Timing timing(double ms) {
        return new Timing(ms, ms, ms, 60, 1, 1);
    }
}
