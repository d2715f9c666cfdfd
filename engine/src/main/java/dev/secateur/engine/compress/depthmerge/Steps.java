package dev.secateur.engine.compress.depthmerge;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;

/// Differences of each step from the one before.
record Steps(Difference dropping, Difference activations, Difference geometry, Difference merging) {

    /// Runs the five networks, original first, on the same inputs.
    static Steps measure(List<Graph> networks, Samples samples, int threads, Progress progress)
            throws ProblemException {
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        List<Difference> found = new ArrayList<>();
        for (int i = 1; i < networks.size(); i++) {
            progress.check();
            double from = (i - 1) / (double) (networks.size() - 1);
            double to = i / (double) (networks.size() - 1);
            found.add(networks.get(i) == networks.get(i - 1)
                    ? new Difference(0, 0, samples.description(), List.of())
                    : Parity.compare(networks.get(i), networks.get(i - 1), samples, options, progress.part(from, to)));
        }
        return new Steps(found.get(0), found.get(1), found.get(2), found.get(3));
    }
}
