package dev.secateur.engine.runtime;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Inputs to compare networks on.
///
/// @param description what they are, for people and for records: `8 samples from N(0,1), seed 1`
/// @param runs one map of named tensors for each run
public record Samples(String description, List<Map<String, Tensor>> runs) {

    public Samples {
        runs = List.copyOf(runs);
    }

    /// True if a network takes them: the extents that it fixes, but for the batch, are theirs.
    public boolean suit(Graph graph) {
        return runs.stream().allMatch(run -> suits(graph, run));
    }

    /// True if a network takes one run: the extents that it fixes, but for the batch, are those of the run.
    public static boolean suits(Graph graph, Map<String, Tensor> run) {
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            Tensor given = run.get(graph.name(input));
            for (int axis = 1; shape != null && given != null && axis < Math.min(shape.rank(), given.rank()); axis++) {
                if (shape.dim(axis) instanceof Dim.Known(long wanted) && wanted != given.dim(axis)) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The same in runs as small as a network with a fixed batch wants them; as they are where it leaves the batch open, or where whole
    /// runs of its size cannot be made of them.
    public Samples fitting(Graph graph) {
        List<Map<String, Tensor>> fitting = new ArrayList<>();
        for (Map<String, Tensor> run : runs) {
            fitting.addAll(fitting(graph, run));
        }
        return new Samples(description, fitting);
    }

    /// One run in runs as small as a network with a fixed batch wants them.
    public static List<Map<String, Tensor>> fitting(Graph graph, Map<String, Tensor> run) {
        long parts = 0;
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            Tensor given = run.get(graph.name(input));
            if (shape == null || given == null || shape.rank() == 0 || given.rank() == 0
                    || given.dtype() == DType.STRING || !(shape.dim(0) instanceof Dim.Known(long wanted))
                    || wanted < 1 || given.dim(0) % wanted != 0 || parts != 0 && parts != given.dim(0) / wanted) {
                return List.of(run);
            }
            parts = given.dim(0) / wanted;
        }
        List<Map<String, Tensor>> pieces = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            Map<String, Tensor> piece = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> entry : run.entrySet()) {
                piece.put(entry.getKey(), piece(entry.getValue(), i, parts));
            }
            pieces.add(piece);
        }
        return pieces.isEmpty() ? List.of(run) : pieces;
    }

    private static Tensor piece(Tensor whole, long index, long parts) {
        long[] dims = whole.dims();
        dims[0] /= parts;
        long bytes = whole.byteSize() / parts;
        MemorySegment slice = whole.bytes().asSlice(index * bytes, bytes);
        return Tensor.of(whole.dtype(), dims, slice);
    }
}
