package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// One node under inference: what is known of its operands, and the place for what follows.
final class Site {

    /// Tensors with more elements are not followed.
    static final int MAX_FOLLOWED = 1024;

    /// Likewise for float32 tensors, which only hold scales of pictures.
    private static final int MAX_REALS = 32;

    private final Graph graph;
    private final Node node;
    private final Function<Value, Fact> facts;
    private final int depth;
    private final List<Fact> results;
    private final Map<String, Shapes> inside = new HashMap<>();
    private @Nullable String conflict;

    /// @param depth in how many sub-graphs the node stands
    Site(Graph graph, Node node, Function<Value, Fact> facts, int depth) {
        this.depth = depth;
        this.graph = graph;
        this.node = node;
        this.facts = facts;
        this.results = new ArrayList<>(node.outputs().size());
        node.outputs().forEach(v -> results.add(Fact.UNKNOWN));
    }

    /// True if operand `index` is given.
    boolean has(int index) {
        return node.input(index).isPresent();
    }

    int inputCount() {
        return node.inputs().size();
    }

    int outputCount() {
        return results.size();
    }

    /// In how many sub-graphs the node stands.
    int depth() {
        return depth;
    }

    /// The sub-graphs of the node.
    List<Body> bodies() {
        return node.bodies();
    }

    /// What is known inside a sub-graph, whose shapes are kept.
    ///
    /// @param formal what is known of its formal inputs
    /// @return what is known of its results
    List<Fact> enter(Body body, List<Fact> formal) {
        List<Fact> inputs = new ArrayList<>(formal);
        for (int captured : body.captured()) {
            boolean known = captured >= 0 && captured < node.captures().size();
            inputs.add(known ? full(node.captures().get(captured)) : Fact.UNKNOWN);
        }
        ShapeInference.Inner inner = ShapeInference.inferBody(body.graph(), inputs, depth + 1);
        inside.put(body.name(), inner.shapes());
        return inner.results();
    }

    private Fact full(Value value) {
        Fact fact = facts.apply(value);
        return graph.constant(value).map(t -> isSmallInteger(t)
                ? fact.withElements(elements(t))
                : isFewReals(t) ? fact.withReals(reals(t)) : fact).orElse(fact);
    }

    /// Shapes within the sub-graphs that were entered, by the name of the sub-graph.
    Map<String, Shapes> inside() {
        return Map.copyOf(inside);
    }

    /// States all that is known of a result.
    void give(int output, Fact fact) {
        if (output < results.size()) {
            results.set(output, fact);
        }
    }

    /// An extent that only the data tell: a symbol that is the same wherever this result goes.
    Extent found(int output) {
        return Extent.named("count_" + node.id() + (output == 0 ? "" : "_" + output));
    }

    private Fact fact(int index) {
        return facts.apply(node.input(index));
    }

    @Nullable
    DType dtype(int index) {
        return fact(index).dtype();
    }

    /// The extents of an operand, null if not even its rank is known.
    @Nullable
    List<Extent> dims(int index) {
        return fact(index).dims();
    }

    /// The elements of a small integer operand in row-major order, null if they are not followed.
    @Nullable
    List<Extent> integers(int index) {
        List<Extent> followed = fact(index).elements();
        if (followed != null) {
            return followed;
        }
        return constant(index).filter(Site::isSmallInteger).map(Site::elements).orElse(null);
    }

    /// The elements of an operand that are all numbers, null if one is not.
    @Nullable
    List<Long> numbers(int index) {
        List<Extent> followed = integers(index);
        return followed == null || !followed.stream().allMatch(Extent::isNumber)
                ? null
                : followed.stream().map(Extent::number).toList();
    }

    /// The elements of a small float32 operand in row-major order, null if they are not followed.
    @Nullable
    List<Float> reals(int index) {
        List<Float> followed = fact(index).reals();
        return followed != null ? followed : constant(index).filter(Site::isFewReals).map(Site::reals).orElse(null);
    }

    private static boolean isFewReals(Tensor tensor) {
        return tensor.dtype() == DType.FLOAT && tensor.elements() <= MAX_REALS;
    }

    private static List<Float> reals(Tensor tensor) {
        List<Float> reals = new ArrayList<>();
        for (float number : tensor.toFloats()) {
            reals.add(number);
        }
        return reals;
    }

    /// States the elements of a float32 result whose extents were given before.
    void followReals(int output, List<Float> elements) {
        results.set(output, results.get(output).withReals(elements));
    }

    /// True if the first operand and the first result are of known extents and of at most {@link #MAX_REALS} elements each, and
    /// one of both is float32.
    boolean isFewReals() {
        Fact result = results.getFirst();
        boolean float32 = dtype(0) == DType.FLOAT || result.dtype() == DType.FLOAT;
        return float32 && isFew(result.dims()) && isFew(dims(0));
    }

    private static boolean isFew(@Nullable List<Extent> dims) {
        Extent count = dims == null ? Extent.UNKNOWN : Extent.product(dims);
        return count.isNumber() && count.number() <= MAX_REALS;
    }

    /// The tensor behind an operand if it is constant.
    Optional<Tensor> constant(int index) {
        return graph.constant(node.input(index));
    }

    static boolean isSmallInteger(Tensor tensor) {
        return isInteger(tensor.dtype()) && tensor.elements() <= MAX_FOLLOWED;
    }

    static boolean isInteger(@Nullable DType dtype) {
        return dtype != null && switch (dtype) {
            case INT64, INT32, INT16, INT8, UINT8, UINT16, UINT32, BOOL -> true;
            default -> false;
        };
    }

    static List<Extent> elements(Tensor tensor) {
        List<Extent> elements = new ArrayList<>();
        for (long number : tensor.toLongs()) {
            elements.add(Extent.of(number));
        }
        return elements;
    }

    /// States the type and extents of a result; a result that the node does not name is passed over.
    void give(int output, @Nullable DType dtype, @Nullable List<Extent> dims) {
        if (output < results.size()) {
            results.set(output, new Fact(dtype, dims, null));
        }
    }

    /// States the elements of a result whose extents were given before.
    void follow(int output, List<Extent> elements) {
        results.set(output, results.get(output).withElements(elements));
    }

    /// Reports that operands cannot be as they are; only the first report of a node counts.
    void conflict(String reason) {
        if (conflict == null) {
            conflict = reason;
        }
    }

    @Nullable
    String reportedConflict() {
        return conflict;
    }

    /// True if every result is of integers or booleans, with known extents and at most {@link #MAX_FOLLOWED} elements.
    boolean resultsAreFewIntegers() {
        return results.stream().allMatch(Site::isFewIntegers);
    }

    private static boolean isFewIntegers(Fact fact) {
        if (!isInteger(fact.dtype()) || fact.dims() == null || !fact.dims().stream().allMatch(Extent::isNumber)) {
            return false;
        }
        Extent count = Extent.product(fact.dims());
        return count.isNumber() && count.number() <= MAX_FOLLOWED;
    }

    Fact result(int output) {
        return results.get(output);
    }
}
