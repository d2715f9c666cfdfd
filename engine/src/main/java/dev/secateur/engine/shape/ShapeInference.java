package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// Walks a graph once and finds the types and shapes of all its values.
///
/// What the file declares is used where nothing follows, and compared where something does.
public final class ShapeInference {

    private final Graph graph;
    private final Bindings bindings;
    private final int depth;
    private final Map<Value, Fact> facts;
    private final List<ShapeConflict> conflicts = new ArrayList<>();
    private final Map<Integer, Map<String, Shapes>> inside = new HashMap<>();

    private ShapeInference(Graph graph, Bindings bindings, int depth) {
        this.depth = depth;
        this.graph = graph;
        this.bindings = bindings;
        this.facts = HashMap.newHashMap(graph.nodes().size() * 2);
    }

    /// What follows with all symbols open.
    public static Shapes infer(Graph graph) {
        return infer(graph, Bindings.none());
    }

    /// What follows when symbols and inputs' axes are bound to numbers.
    public static Shapes infer(Graph graph, Bindings bindings) {
        return new ShapeInference(graph, bindings.resolvedFor(graph), 0).run();
    }

    /// What is known within a sub-graph.
    record Inner(Shapes shapes, List<Fact> results) {}

    /// What follows within a sub-graph from what is known of its inputs. What does not fit there is no conflict of the model: the
    /// sub-graph may be one that never runs.
    static Inner inferBody(Graph body, List<Fact> inputs, int depth) {
        ShapeInference inner = new ShapeInference(body, Bindings.none(), depth);
        for (int i = 0; i < inputs.size(); i++) {
            inner.facts.put(body.inputs().get(i), inputs.get(i));
        }
        Shapes shapes = inner.run();
        return new Inner(shapes, body.outputs().stream().map(inner::fact).toList());
    }

    private Shapes run() {
        graph.constants().forEach((value, tensor) -> facts.put(value, ofConstant(tensor)));
        graph.requiredInputs().forEach(v -> facts.computeIfAbsent(v, this::ofInput));
        graph.nodes().forEach(this::visit);
        return new Shapes(facts, conflicts, inside);
    }

    private static Fact ofConstant(Tensor tensor) {
        return Fact.of(tensor.type());
    }

    private Fact ofInput(Value input) {
        TensorType type = graph.type(input);
        Shape shape = type.shape();
        if (shape == null) {
            return Fact.of(type);
        }
        List<Extent> dims = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            dims.add(bindings.extentOf(graph.name(input), i, shape.dim(i)));
        }
        return new Fact(type.dtype(), dims, null);
    }

    private Fact fact(Value value) {
        return facts.getOrDefault(value, Fact.UNKNOWN);
    }

    private void visit(Node node) {
        Site site = new Site(graph, node, this::fact, depth);
        ShapeRules.inferShapes(node.op(), site);
        if (!node.bodies().isEmpty()) {
            inside.put(node.id(), site.inside());
        }
        String conflict = site.reportedConflict();
        if (conflict == null) {
            ShapeRules.inferElements(node.op(), site);
        } else {
            conflicts.add(new ShapeConflict(node, ShapeConflict.Kind.OPERANDS, conflict));
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            Value output = node.outputs().get(i);
            if (output.isPresent()) {
                Fact inferred = conflict == null ? site.result(i) : Fact.UNKNOWN;
                facts.put(output, withDeclared(node, output, inferred));
            }
        }
    }

    private Fact withDeclared(Node node, Value output, Fact inferred) {
        TensorType declared = graph.types().get(output);
        if (declared == null) {
            return inferred;
        }
        DType dtype = inferred.dtype() == null ? declared.dtype() : inferred.dtype();
        if (declared.dtype() != null && dtype != declared.dtype()) {
            disagree(node, output, "its elements are " + dtype + " and " + declared.dtype() + " is declared");
        }
        return new Fact(dtype, mergedDims(node, output, inferred.dims(), declared.shape()), inferred.elements(),
                inferred.reals());
    }

    private @Nullable List<Extent> mergedDims(Node node, Value output, @Nullable List<Extent> inferred,
            @Nullable Shape shape) {
        if (shape == null) {
            return inferred;
        }
        List<Extent> declared = shape.dims().stream().map(bindings::extentOf).toList();
        if (inferred == null) {
            return declared;
        }
        if (inferred.size() != declared.size()) {
            disagree(node, output, sizes(inferred, declared));
            return inferred;
        }
        List<Extent> merged = new ArrayList<>();
        for (int i = 0; i < declared.size(); i++) {
            merged.add(merged(inferred.get(i), declared.get(i)));
            if (inferred.get(i).isNumber() && declared.get(i).isNumber() && !inferred.get(i).isSame(declared.get(i))) {
                disagree(node, output, sizes(inferred, declared));
                return inferred;
            }
        }
        return merged;
    }

    /// A plain symbol comes from an input and is right; a declared number may know what an expression was too long to tell.
    private static Extent merged(Extent inferred, Extent declared) {
        boolean declaredKnowsMore = inferred.isUnknown()
                || inferred.isSymbolic() && !inferred.isName() && declared.isNumber();
        return declaredKnowsMore ? declared : inferred;
    }

    private static String sizes(List<Extent> inferred, List<Extent> declared) {
        return "it is " + Fact.display(inferred) + " and " + Fact.display(declared) + " is declared";
    }

    private void disagree(Node node, Value output, String how) {
        conflicts
                .add(new ShapeConflict(node, ShapeConflict.Kind.DECLARATION,
                        "its result " + graph.name(output) + " disagrees with the model: " + how));
    }
}
