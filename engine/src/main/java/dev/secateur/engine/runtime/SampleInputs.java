package dev.secateur.engine.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Made-up inputs for networks of which no data is at hand: real numbers from N(0, 1), integers 0, booleans false, texts empty.
///
/// An extent that model and bindings leave open, other than the batch, becomes {@link #OPEN_EXTENT}; the description says so.
public final class SampleInputs {

    /// Stands for an extent of which nothing is known: height, width, length of a sequence.
    public static final int OPEN_EXTENT = 512;

    private static final long MOST_ELEMENTS = 1L << 29;

    private final Graph graph;
    private final Set<String> assumed = new LinkedHashSet<>();
    private final Shapes shapes;

    private SampleInputs(Graph graph, Bindings bindings) {
        this.graph = graph;
        this.shapes = ShapeInference.infer(graph, bindings);
    }

    /// Inputs for one run.
    ///
    /// @param bindings sizes for open extents
    /// @param batch size of the first axis of every input where the model leaves it open, 1 or more
    /// @param seed of the numbers; each input draws from its own stream
    /// @throws ProblemException if the model does not say what an input is, or if an input would be too large
    public static Map<String, Tensor> normal(Graph graph, Bindings bindings, int batch, long seed)
            throws ProblemException {
        return new SampleInputs(graph, bindings.withBatch(batch)).draw(seed);
    }

    /// A number of samples, in one run where the model leaves the batch open, else in as many runs as its fixed batch needs.
    ///
    /// @param count samples, 1 or more
    public static Samples samples(Graph graph, Bindings bindings, int count, long seed) throws ProblemException {
        SampleInputs inputs = new SampleInputs(graph, bindings.withBatch(count));
        List<Map<String, Tensor>> runs = new ArrayList<>();
        runs.add(inputs.draw(seed));
        long each = batch(graph, runs.getFirst());
        for (long done = each; done < count; done += each) {
            runs.add(inputs.draw(seed + runs.size()));
        }
        return new Samples(inputs.description(each * runs.size(), seed), runs);
    }

    /// The extent of the first axis of the first input that has one; 1 if all are scalars.
    public static int batch(Graph graph, Map<String, Tensor> run) {
        for (Value input : graph.requiredInputs()) {
            Tensor tensor = run.get(graph.name(input));
            if (tensor != null && tensor.rank() > 0) {
                return (int) Math.max(tensor.dim(0), 1);
            }
        }
        return 1;
    }

    private String description(long samples, long seed) {
        String open = assumed.isEmpty() ? "" : ", with " + String.join(", ", assumed) + " = " + OPEN_EXTENT;
        return samples + (samples == 1 ? " sample" : " samples") + " from N(0, 1), seed " + seed + open;
    }

    private Map<String, Tensor> draw(long seed) throws ProblemException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Value input : graph.requiredInputs()) {
            String name = graph.name(input);
            tensors.put(name, tensor(name, shapes.type(input).dtype(), dims(input, name), seed));
        }
        return tensors;
    }

    private long[] dims(Value input, String name) throws ProblemException {
        Shape shape = shapes.shape(input);
        if (shape == null) {
            throw problem(name, "the model does not say the shape of this input", "declare its shape");
        }
        long[] dims = new long[shape.rank()];
        long elements = 1;
        for (int i = 0; i < dims.length; i++) {
            Dim dim = shape.dim(i);
            if (!dim.isKnown()) {
                assumed.add(dim instanceof Dim.Symbol(String symbol) ? symbol : name + "[" + i + "]");
            }
            dims[i] = dim.isKnown() ? dim.sizeOrMinusOne() : OPEN_EXTENT;
            elements = dims[i] == 0 || elements <= MOST_ELEMENTS / dims[i] ? elements * dims[i] : Long.MAX_VALUE;
        }
        if (elements > MOST_ELEMENTS) {
            throw problem(name, "this input would have " + shape.display() + " elements",
                    "give a smaller batch or smaller sizes");
        }
        return dims;
    }

    private static Tensor tensor(String name, @Nullable DType dtype, long[] dims, long seed) throws ProblemException {
        if (dtype == null) {
            throw problem(name, "the model does not say the element type of this input", "declare its type");
        }
        int count = (int) Shape.of(dims).elements().orElseThrow();
        if (dtype == DType.STRING) {
            return Tensor.ofStrings(java.util.Collections.nCopies(count, new byte[0]), dims);
        }
        if (!dtype.isFloating()) {
            return Tensor.of(dtype, dims,
                    java.lang.foreign.MemorySegment.ofArray(new byte[Math.toIntExact(dtype.bytes(count))]));
        }
        Random random = new Random(seed * 0x9e3779b97f4a7c15L + name.hashCode());
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return Floats.of(dtype, values, dims).orElseThrow(
                () -> problem(name, "no numbers of type " + dtype + " can be made up", "give data instead"));
    }

    private static ProblemException problem(String input, String why, String hint) {
        return ProblemException.ofModel("cannot make inputs for the model", input, why, hint);
    }
}
