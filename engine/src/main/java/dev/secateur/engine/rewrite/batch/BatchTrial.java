package dev.secateur.engine.rewrite.batch;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

/// Runs four samples one by one through the original and all at once through the freed network, in ONNX Runtime.
final class BatchTrial {

    static final int SAMPLES = 4;
    private static final long SEED = 1;

    private final Graph original;
    private final List<Value> batched;
    private final BatchWalk walk;
    private final Progress progress;
    private final List<Value> watched;
    private final List<Map<String, Tensor>> samples = new ArrayList<>();

    /// @param batched the inputs with a batch
    /// @param walk tells where the values of the freed graph have the batch
    BatchTrial(Graph original, List<Value> batched, BatchWalk walk, Progress progress) {
        this.original = original;
        this.batched = batched;
        this.walk = walk;
        this.progress = progress;
        this.watched = watched();
    }

    /// The results and what the last nodes before them use: an untrained classifier's scores may all be 0, which proves nothing.
    private List<Value> watched() {
        Set<Value> values = new LinkedHashSet<>(original.outputs());
        for (Value output : original.outputs()) {
            original.producer(output).ifPresent(node -> node.inputs().stream()
                    .filter(v -> walk.spot(v) != null && original.producer(v).isPresent()).forEach(values::add));
        }
        return List.copyOf(values);
    }

    private Graph watchable(Graph graph) {
        GraphEditor editor = graph.edit();
        editor.setOutputs(watched);
        return editor.build();
    }

    /// What each sample gives by itself.
    List<Map<String, Tensor>> runOneByOne() throws ProblemException {
        List<Map<String, Tensor>> results = new ArrayList<>();
        try (OrtSession session = OrtSession.open(watchable(original), OrtOptions.defaults())) {
            for (int i = 0; i < SAMPLES; i++) {
                progress.report(i / (SAMPLES + 2.0), "Running one sample");
                samples.add(SampleInputs.normal(original, Bindings.none(), 1, SEED + i));
                results.add(session.run(samples.getLast(), progress));
            }
        }
        return results;
    }

    /// The largest difference of any result, each relative to the largest number of that result, at batches 1 and 4.
    ///
    /// @throws ProblemException if the freed network cannot run with a batch
    double compare(Graph freed, List<Map<String, Tensor>> expected) throws ProblemException {
        try (OrtSession session = OrtSession.open(watchable(freed), OrtOptions.defaults())) {
            progress.report(SAMPLES / (SAMPLES + 2.0), "Running a batch of 4");
            Map<String, Tensor> single = session.run(samples.getFirst(), progress);
            Map<String, Tensor> all = session.run(stacked(), progress);
            double worst = 0;
            for (Value output : watched) {
                String name = freed.name(output);
                Spot spot = walk.spot(output);
                Deviation deviation = new Deviation();
                deviation.add(get(single, name), get(expected.getFirst(), name), 0, 1, 1);
                for (int i = 0; i < SAMPLES; i++) {
                    Tensor one = get(expected.get(i), name);
                    long inner = spot == null ? one.elements() : spot.stride(one.shape()).orElse(0);
                    deviation.add(get(all, name), one, spot == null ? 0 : i, spot == null ? 1 : SAMPLES, inner);
                }
                worst = Math.max(worst, deviation.relative());
            }
            return worst;
        }
    }

    private static Tensor get(Map<String, Tensor> results, String name) {
        return Objects.requireNonNull(results.get(name), name);
    }

    private Map<String, Tensor> stacked() {
        Map<String, Tensor> stacked = new LinkedHashMap<>(samples.getFirst());
        for (Value input : batched) {
            String name = original.name(input);
            stacked.put(name, stack(samples.stream().map(s -> get(s, name)).toList()));
        }
        return stacked;
    }

    private static Tensor stack(List<Tensor> parts) {
        Tensor first = parts.getFirst();
        byte[] bytes = new byte[Math.toIntExact(first.byteSize() * parts.size())];
        for (int i = 0; i < parts.size(); i++) {
            MemorySegment.copy(parts.get(i).bytes(), 0, MemorySegment.ofArray(bytes), i * first.byteSize(),
                    first.byteSize());
        }
        long[] dims = first.dims();
        dims[0] = parts.size();
        return Tensor.of(first.dtype(), dims, MemorySegment.ofArray(bytes));
    }

    /// Collects the largest difference and the largest number.
    private static final class Deviation {
        private double difference;
        private double largest;

        /// @param batch the result of all samples, in which sample `index` of `count` stands in runs of `inner` elements
        void add(Tensor batch, Tensor one, int index, int count, long inner) {
            if (batch.elements() != one.elements() * count || inner == 0 && one.elements() > 0) {
                difference = Double.POSITIVE_INFINITY;
                return;
            }
            for (long i = 0; i < one.elements(); i++) {
                double expected = one.doubleAt(i);
                double actual = batch.doubleAt((i / inner * count + index) * inner + i % inner);
                if (Double.compare(expected, actual) != 0) {
                    double gap = Math.abs(expected - actual);
                    difference = Math.max(difference, Double.isNaN(gap) ? Double.POSITIVE_INFINITY : gap);
                }
                largest = Double.isFinite(expected) ? Math.max(largest, Math.abs(expected)) : largest;
            }
        }

        double relative() {
            if (difference == 0) {
                return 0;
            }
            return largest == 0 ? Double.POSITIVE_INFINITY : difference / largest;
        }
    }
}
