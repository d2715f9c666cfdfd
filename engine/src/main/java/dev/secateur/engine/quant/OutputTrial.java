package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;

/// Runs variants of a classifier on the same samples and compares class probabilities and accuracy with those of the original.
final class OutputTrial {

    private final CalibrationData data;
    private final int threads;
    private final ClassScores kind;
    private final List<double[][]> reference = new ArrayList<>();
    private int right;
    private int labelled;

    private OutputTrial(Graph graph, CalibrationData data, int threads) {
        this.data = data;
        this.threads = threads;
        this.kind = ClassScores.of(graph);
    }

    /// Runs the original.
    ///
    /// @throws ProblemException if its first result is no list of scores for each sample
    static OutputTrial of(Graph graph, CalibrationData data, int threads, Progress progress) throws ProblemException {
        OutputTrial trial = new OutputTrial(graph, data, threads);
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(threads))) {
            for (int i = 0; i < data.batches(); i++) {
                progress.report((double) i / data.batches(), "Running the float32 network");
                progress.check();
                double[][] rows = trial.scores(session, i, progress);
                trial.reference.add(rows);
                trial.right += trial.right(rows, i);
                trial.labelled += trial.labels(rows, i).length;
            }
        }
        return trial;
    }

    /// Part of the samples that the original classifies rightly; null without labels of its classes.
    @Nullable
    Double accuracy() {
        return labelled == 0 ? null : (Double) ((double) right / labelled);
    }

    /// What a variant loses.
    LayerSensitivity.OutputLoss loss(Graph variant, Progress progress) throws ProblemException {
        double divergence = 0;
        int samples = 0;
        int found = 0;
        try (OrtSession session = OrtSession.open(variant, OrtOptions.defaults().withThreads(threads))) {
            for (int i = 0; i < data.batches(); i++) {
                progress.check();
                double[][] rows = scores(session, i, progress);
                for (int r = 0; r < rows.length; r++) {
                    divergence += divergence(reference.get(i)[r], rows[r]);
                    samples++;
                }
                found += right(rows, i);
            }
        }
        return new LayerSensitivity.OutputLoss(samples == 0 ? 0 : Math.max(0, divergence / samples),
                labelled == 0 ? null : (Double) (100.0 * (right - found) / labelled));
    }

    /// Logarithms of class probabilities, `[samples, classes]`.
    private double[][] scores(OrtSession session, int batch, Progress progress) throws ProblemException {
        Tensor result = session.run(data.batch(batch), progress).values().iterator().next();
        if (result.rank() < 2 || result.elements() != result.dim(0) * result.dim(1)) {
            throw ProblemException.ofModel("cannot measure what results lose", null,
                    "the first result " + result.type().display() + " is no list of scores for each sample",
                    "leave the network's results out and look at the errors of weights and activations");
        }
        int samples = (int) result.dim(0);
        int classes = (int) result.dim(1);
        double[] values = result.toDoubles();
        double[][] rows = new double[samples][classes];
        for (int r = 0; r < samples; r++) {
            System.arraycopy(values, r * classes, rows[r], 0, classes);
            kind.toLogarithms(rows[r]);
        }
        return rows;
    }

    private static double divergence(double[] p, double[] q) {
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            sum += Math.exp(p[c]) * (p[c] - q[c]);
        }
        return sum;
    }

    /// Labels of other classes than the network's say nothing about it.
    private long[] labels(double[][] rows, int batch) {
        return rows.length > 0 && rows[0].length == data.classes() ? data.labels(batch) : new long[0];
    }

    private int right(double[][] rows, int batch) {
        long[] labels = labels(rows, batch);
        int right = 0;
        for (int r = 0; r < labels.length; r++) {
            int best = 0;
            for (int c = 0; c < rows[r].length; c++) {
                best = rows[r][c] > rows[r][best] ? c : best;
            }
            right += best == labels[r] ? 1 : 0;
        }
        return right;
    }
}
