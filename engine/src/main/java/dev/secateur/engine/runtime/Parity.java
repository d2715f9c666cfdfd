package dev.secateur.engine.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Compares what two networks compute on the same inputs, both in ONNX Runtime.
///
/// Results are paired by name, and by position where the names differ. Integers and booleans are compared as numbers.
public final class Parity {

    private final double[] maxDifference;
    private final double[] maxReference;
    private final List<String> names;

    private Parity(List<String> names) {
        this.names = names;
        this.maxDifference = new double[names.size()];
        this.maxReference = new double[names.size()];
    }

    /// Compares two networks as they are in memory.
    ///
    /// @param a the changed one
    /// @param b the reference
    /// @param inputs one map of named tensors for each run
    /// @throws ProblemException as for loaded networks, or if one cannot be loaded
    public static Difference compare(Graph a, Graph b, List<Map<String, Tensor>> inputs, OrtOptions options,
            Progress progress)
            throws ProblemException {
        return SigmoidResults.lookedAtAgain(compareInner(a, b, inputs, options, progress), a, b, inputs, options,
                progress);
    }

    /// The same with one thread for each processor.
    public static Difference compare(Graph a, Graph b, List<Map<String, Tensor>> inputs, Progress progress)
            throws ProblemException {
        return compare(a, b, inputs, OrtOptions.defaults(), progress);
    }

    /// The same for results that need no second look.
    static Difference compareInner(Graph a, Graph b, List<Map<String, Tensor>> inputs, OrtOptions options,
            Progress progress)
            throws ProblemException {
        progress.report(0, "Loading into ONNX Runtime");
        try (OrtSession reference = OrtSession.open(b, options);
                OrtSession changed = OrtSession.open(a, options)) {
            return compare(changed, reference, inputs, new Suspects(a, b), progress);
        }
    }

    /// The same on samples, whose description goes into the result.
    public static Difference compare(Graph a, Graph b, Samples samples, Progress progress) throws ProblemException {
        return compare(a, b, samples, OrtOptions.defaults(), progress);
    }

    /// The same with options of the runtime.
    public static Difference compare(Graph a, Graph b, Samples samples, OrtOptions options, Progress progress)
            throws ProblemException {
        return compare(a, b, samples.runs(), options, progress).on(samples.description());
    }

    /// Compares two loaded networks.
    ///
    /// @param a the changed one
    /// @param b the reference
    /// @param inputs one map of named tensors for each run
    /// @throws ProblemException if one cannot run, if results differ in number, type or shape, or if one is not finite
    public static Difference compare(OrtSession a, OrtSession b, List<Map<String, Tensor>> inputs, Progress progress)
            throws ProblemException {
        return compare(a, b, inputs, new Suspects(null, null), progress);
    }

    /// The two networks as graphs, where they are known: to find the node where a number that is not finite begins.
    private record Suspects(@Nullable Graph changed, @Nullable Graph reference) {}

    private static Difference compare(OrtSession a, OrtSession b, List<Map<String, Tensor>> inputs, Suspects suspects,
            Progress progress) throws ProblemException {
        Parity parity = new Parity(b.outputNames());
        if (a.outputNames().size() != parity.names.size()) {
            throw refused(null, "one has " + a.outputNames().size() + " results and the other " + parity.names.size());
        }
        for (int i = 0; i < inputs.size(); i++) {
            progress.report(i / (double) inputs.size(), "Comparing in ONNX Runtime");
            Map<String, Tensor> reference = b.run(inputs.get(i), progress);
            refuseNonFinite(reference, "the reference", suspects.reference(), inputs.get(i), progress);
            Map<String, Tensor> changed = a.run(inputs.get(i), progress);
            refuseNonFinite(changed, "the changed network", suspects.changed(), inputs.get(i), progress);
            parity.add(changed, reference);
        }
        return parity.result();
    }

    private static void refuseNonFinite(Map<String, Tensor> results, String whose, @Nullable Graph graph,
            Map<String, Tensor> inputs, Progress progress) throws ProblemException {
        for (Map.Entry<String, Tensor> result : results.entrySet()) {
            if (NonFinite.count(result.getValue()) > 0) {
                String origin = graph == null
                        ? null
                        : NonFinite.origin(graph, inputs, progress).map(graph::name).orElse(null);
                throw NonFinite.problem(result.getKey(), result.getValue(), whose, origin);
            }
        }
    }

    private void add(Map<String, Tensor> changed, Map<String, Tensor> reference) throws ProblemException {
        List<Tensor> byPosition = List.copyOf(changed.values());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Tensor b = reference.get(name);
            Tensor a = changed.getOrDefault(name, byPosition.get(i));
            if (b == null) {
                throw new IllegalStateException("ONNX Runtime left out the result " + name);
            }
            if (a.dtype() != b.dtype() || !Arrays.equals(a.dims(), b.dims())) {
                throw refused(name, "one gives " + a.type().display() + " and the other " + b.type().display());
            }
            add(i, a, b);
        }
    }

    private void add(int output, Tensor a, Tensor b) throws ProblemException {
        if (a.dtype() == DType.STRING) {
            maxReference[output] = 1;
            maxDifference[output] = Math.max(maxDifference[output], a.sameAs(b) ? 0 : 1);
            return;
        }
        double difference = maxDifference[output];
        double size = maxReference[output];
        for (long i = 0; i < a.elements(); i++) {
            double y = b.doubleAt(i);
            difference = Math.max(difference, Math.abs(a.doubleAt(i) - y));
            size = Math.max(size, Math.abs(y));
        }
        maxDifference[output] = difference;
        maxReference[output] = size;
    }

    private Difference result() {
        List<Difference.OfOutput> all = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            double relative = maxDifference[i] == 0 ? 0 : maxDifference[i] / maxReference[i];
            all.add(new Difference.OfOutput(names.get(i), maxDifference[i], relative));
        }
        double maxAbs = all.stream().mapToDouble(Difference.OfOutput::maxAbs).max().orElse(0);
        double maxRel = all.stream().mapToDouble(Difference.OfOutput::maxRel).max().orElse(0);
        return new Difference(maxAbs, maxRel, "inputs given by the caller", all);
    }

    private static ProblemException refused(@Nullable String output, String why) {
        return ProblemException.ofModel("cannot compare the two networks", output, why,
                "compare networks that answer the same question");
    }
}
