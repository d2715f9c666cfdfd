package dev.secateur.engine.compress.ptq;

import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.NonFinite;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Tensor;

/// Compares the exported form with a float32 simulation of the same rounding, both in ONNX Runtime.
///
/// Without the runtime's optimisations both round step by step; they may differ where float32 rounding carries a number across the
/// middle between two codes. With them the runtime computes in integers, which rounds elsewhere.
final class FormCheck {

    private double largest;
    private double unfused;
    private double noise;
    private double signal;
    private int same;
    private int rows;

    private FormCheck() {}

    static PtqReport.Check run(Graph exported, Graph simulated, Samples samples, int threads, Progress progress)
            throws ProblemException {
        FormCheck check = new FormCheck();
        OrtOptions options = OrtOptions.defaults().withThreads(threads);
        try (OrtSession plain = OrtSession.open(exported, options.withOptimised(false));
                OrtSession fused = OrtSession.open(exported, options);
                OrtSession reference = OrtSession.open(simulated, options)) {
            int done = 0;
            for (Map<String, Tensor> inputs : samples.runs()) {
                progress.report((double) done++ / samples.runs().size(), "Checking in ONNX Runtime");
                check.add(plain.run(inputs, progress), fused.run(inputs, progress), reference.run(inputs, progress));
            }
        }
        return new PtqReport.Check(check.largest == 0 ? 0 : check.unfused / check.largest,
                check.noise == 0 ? null : 10 * Math.log10(check.signal / check.noise),
                check.rows == 0 ? null : (Double) ((double) check.same / check.rows), samples.description());
    }

    private void add(Map<String, Tensor> plain, Map<String, Tensor> fused, Map<String, Tensor> reference)
            throws ProblemException {
        for (Map.Entry<String, Tensor> entry : reference.entrySet()) {
            String name = entry.getKey();
            Tensor expected = entry.getValue();
            Tensor found = fused.getOrDefault(name, expected);
            NonFinite.refuse(name, found, "the quantised network");
            double[] r = expected.toDoubles();
            double[] p = plain.getOrDefault(name, expected).toDoubles();
            double[] f = found.toDoubles();
            for (int i = 0; i < r.length; i++) {
                largest = Math.max(largest, Math.abs(r[i]));
                unfused = Math.max(unfused, Math.abs(p[i] - r[i]));
                noise += (f[i] - r[i]) * (f[i] - r[i]);
                signal += r[i] * r[i];
            }
            if (expected.rank() == 2) {
                count(r, f, (int) expected.dim(0));
            }
        }
    }

    private void count(double[] reference, double[] fused, int samples) {
        int each = reference.length / Math.max(1, samples);
        for (int i = 0; i < samples; i++) {
            same += highest(reference, i * each, each) == highest(fused, i * each, each) ? 1 : 0;
            rows++;
        }
    }

    private static int highest(double[] values, int from, int count) {
        int best = from;
        for (int i = from; i < from + count; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }
}
