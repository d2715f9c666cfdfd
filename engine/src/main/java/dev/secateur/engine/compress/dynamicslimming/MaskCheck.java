package dev.secateur.engine.compress.dynamicslimming;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.TrainInput;

/// Holds a network with gates in ONNX Runtime against the same gates in our own execution, on real pictures.
///
/// @param difference largest difference in parts of the largest result, over the pictures that agree
/// @param flipped part of the pictures in which a number lay so near a threshold that rounding decided a gate
/// @param pictures how many were compared
record MaskCheck(double difference, double flipped, int pictures) {

    /// Largest difference that is rounding.
    static final double TOLERANCE = 1e-3;

    private static final double MOST_FLIPPED = 0.05;
    private static final int PICTURES = 64;

    /// Our own execution of the network without its gates, into which they are put.
    @FunctionalInterface
    interface Gating {
        void attach(TrainableGraph network) throws ProblemException;
    }

    /// Compares.
    ///
    /// @param plain the network without gates
    /// @param masked the export
    /// @throws ProblemException if they differ by more than rounding
    static MaskCheck of(Graph plain, Gating gating, Graph masked, TrainInput.Pictures pictures, Progress progress)
            throws ProblemException {
        Dataset data = pictures.heldOut() == null ? pictures.training() : pictures.heldOut();
        int count = Math.min(PICTURES, data.size());
        Tensor batch = Batches.of(data, pictures.normalisation(), 0, count);
        progress.report(0, "Comparing the masked export with our own execution");
        float[] own = own(plain, gating, batch);
        float[] exported;
        try (OrtSession session = OrtSession.open(masked, OrtOptions.defaults().withThreads(1))) {
            exported = session.run(Map.of(masked.name(masked.requiredInputs().getFirst()), batch), progress)
                    .values().iterator().next().toFloats();
        }
        progress.check();
        MaskCheck check = compare(own, exported, count);
        if (check.flipped() > MOST_FLIPPED) {
            throw ProblemException.ofModel("the masked export differs from our own execution", null,
                    Math.round(check.flipped() * count) + " of " + count + " pictures differ by more than "
                            + TOLERANCE + " of the largest result",
                    "report this model; it was not changed");
        }
        return check;
    }

    private static float[] own(Graph plain, Gating gating, Tensor batch) throws ProblemException {
        Value input = plain.requiredInputs().getFirst();
        Value output = plain.outputs().getFirst();
        try (TrainableGraph network = TrainableGraph.of(plain,
                ExecutionOptions.defaults().between(List.of(input), List.of(output)))) {
            gating.attach(network);
            try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
                return network.infer(Var.of(batch)).toFloats();
            }
        }
    }

    private static MaskCheck compare(float[] own, float[] exported, int count) {
        int width = own.length / count;
        double largest = 0;
        for (float value : own) {
            largest = Math.max(largest, Math.abs(value));
        }
        double most = 0;
        int flipped = 0;
        for (int i = 0; i < count; i++) {
            double apart = 0;
            for (int j = i * width; j < (i + 1) * width; j++) {
                apart = Math.max(apart, Math.abs(own[j] - exported[j]) / largest);
            }
            if (apart > TOLERANCE) {
                flipped++;
            } else {
                most = Math.max(most, apart);
            }
        }
        return new MaskCheck(most, (double) flipped / count, count);
    }
}
