package dev.secateur.engine.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.BatchLoader;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.calibration.RecreateBatchNorm;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// A network whose folded normalisations were made anew.
///
/// @param convolutions how many got one
public record Recreation(Graph graph, int convolutions) {

    private static final int PICTURES = 1024;
    private static final int BATCH = 64;

    /// True if a convolution lacks a normalisation and can get one.
    public static boolean isPossible(Graph graph) {
        return graph.nodes().stream().anyMatch(n -> RecreateBatchNorm.match(graph, n).applies());
    }

    /// Makes them, on training pictures if there are any, else on the samples that were given.
    ///
    /// @throws ProblemException if there is neither
    public static Recreation of(MethodInput<?> input, Progress progress) throws ProblemException {
        if (!isPossible(input.graph())) {
            return new Recreation(input.graph(), 0);
        }
        Learning learning = input.learning();
        List<Map<String, Tensor>> samples;
        if (learning != null) {
            samples = pictures(input.graph(), learning, progress.part(0, 0.2));
        } else if (input.samples() != null) {
            samples = input.samples().runs();
        } else {
            throw ProblemException.ofSetting("cannot re-create batch normalisations", "recreate",
                    "there is no data to measure channels on", "name it with --data or choose it in the window");
        }
        RecreateBatchNorm.Recreated made = RecreateBatchNorm.in(input.graph(), samples, progress.part(0.2, 1));
        return new Recreation(made.graph(), made.convolutions().size());
    }

    private static List<Map<String, Tensor>> pictures(Graph graph, Learning learning, Progress progress)
            throws ProblemException {
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        int size = learning.pictures().training().size();
        int batch = shape != null && shape.rank() > 0 && shape.dim(0) instanceof Dim.Known(long fixed)
                ? (int) fixed
                : Math.min(BATCH, size);
        LoadPlan plan = new LoadPlan(learning.pictures().normalisation(), Augmentation.none(), batch,
                learning.conditions().seed(), 1);
        int batches = Math.min(Math.max(1, PICTURES / batch), plan.batches(size));
        List<Map<String, Tensor>> samples = new ArrayList<>();
        try (BatchLoader loader = BatchLoader.open(learning.pictures().training(), plan, Batch.Position.START)) {
            for (int i = 0; i < batches; i++) {
                progress.check();
                Batch next = loader.next(progress);
                samples.add(Map.of(graph.name(graph.requiredInputs().getFirst()),
                        Tensor.of(next.pictures(), next.dims())));
            }
        }
        return samples;
    }
}
