package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;

/// What merging alone changed, in ONNX Runtime: numbers, and classes of held-out pictures.
///
/// @param difference of the merged from the trained network
/// @param given the network before pruning; null without held-out pictures, likewise the others
/// @param settled the trained network unmerged
record Verification(Difference difference, @Nullable Evaluation given, @Nullable Evaluation settled,
        @Nullable Evaluation merged) {

    /// Largest `max|a - b| / max|b|` that merging may make.
    static final double TOLERANCE = 1e-3;

    private static final int COMPARED = 16;
    private static final int BATCH = 100;

    /// The three networks that are compared.
    record Networks(Graph given, Graph settled, Graph merged) {}

    /// Compares.
    ///
    /// @throws ProblemException if merging changed more than rounding
    static Verification of(Networks networks, MethodInput<UpdpConfig> input, Progress progress)
            throws ProblemException {
        TrainInput.Pictures pictures = Objects.requireNonNull(input.learning()).pictures();
        OrtOptions options = OrtOptions.defaults().withThreads(input.threads());
        try (OrtSession given = OrtSession.open(networks.given(), options);
                OrtSession settled = OrtSession.open(networks.settled(), options);
                OrtSession merged = OrtSession.open(networks.merged(), options)) {
            Samples samples = samples(networks.given(), input, pictures);
            Difference difference = Parity.compare(merged, settled, samples.runs(), progress.part(0, 0.1))
                    .on(samples.description());
            if (!(difference.maxRel() <= TOLERANCE)) {
                throw ProblemException.ofModel("merging changed what the model computes", null,
                        "results differ by " + difference.maxRel() + " of the largest; " + TOLERANCE + " is allowed",
                        "leave blocks out");
            }
            Dataset heldOut = pictures.heldOut();
            if (heldOut == null) {
                return new Verification(difference, null, null, null);
            }
            EvaluationPlan plan = new EvaluationPlan(pictures.normalisation(), BATCH, heldOut.size());
            return new Verification(difference,
                    Evaluator.run(given, networks.given(), heldOut, plan, progress.part(0.1, 0.4)),
                    Evaluator.run(settled, networks.settled(), heldOut, plan, progress.part(0.4, 0.7)),
                    Evaluator.run(merged, networks.merged(), heldOut, plan, progress.part(0.7, 1)));
        }
    }

    private static Samples samples(Graph graph, MethodInput<UpdpConfig> input, TrainInput.Pictures pictures)
            throws ProblemException {
        Samples given = input.samples();
        if (given != null) {
            return given;
        }
        Dataset data = pictures.heldOut() == null ? pictures.training() : pictures.heldOut();
        int count = Math.min(COMPARED, data.size());
        Tensor batch = Batches.of(data, pictures.normalisation(), 0, count);
        List<Map<String, Tensor>> runs = new ArrayList<>();
        runs.add(Map.of(graph.name(graph.requiredInputs().getFirst()), batch));
        return new Samples(count + " pictures", runs);
    }

    /// Fraction of held-out pictures of which the trained network says the same merged and unmerged; null without any.
    @Nullable
    Double agreement() {
        return settled == null || merged == null ? null : settled.outcomes().agreement(merged.outcomes());
    }
}
