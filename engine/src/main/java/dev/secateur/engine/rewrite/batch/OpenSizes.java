package dev.secateur.engine.rewrite.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// Extents that a network leaves open, such as the height and width of its pictures, and numbers in their place: without them nothing
/// can be said of what its layers cost.
public final class OpenSizes {

    /// How to do it from the command line, for refusals.
    private static final String CURE = "write the sizes into the model first: secateur apply fix-sizes MODEL --set sizes=";

    private OpenSizes() {}

    /// Open extents of inputs but for the batch, each named as it is bound: by its symbol, or `INPUT:AXIS`.
    public static List<String> open(Graph graph) {
        List<String> open = new ArrayList<>();
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            for (int axis = 1; shape != null && axis < shape.rank(); axis++) {
                Dim dim = shape.dim(axis);
                if (!dim.isKnown()) {
                    open.add(dim instanceof Dim.Symbol(String symbol) ? symbol : graph.name(input) + ":" + axis);
                }
            }
        }
        return open.stream().distinct().toList();
    }

    /// Why nothing is known of costs and what to do: for a network whose {@link #open} is not empty.
    public static ProblemException unknownCosts(String what, String setting, Graph graph) {
        List<String> open = open(graph);
        return ProblemException.ofSetting(what, setting,
                "the model leaves extents of its inputs open (" + String.join(", ", open)
                        + "), so what its layers cost is not known",
                CURE + given(open));
    }

    private static String given(List<String> open) {
        return open.stream().map(name -> name + "=N").collect(Collectors.joining(","));
    }

    /// A network with these sizes.
    ///
    /// @param sizes of axes that the graph leaves open
    /// @throws ProblemException if no open extent is given a size
    public static Graph fix(Graph graph, Bindings sizes) throws ProblemException {
        Shapes shapes = ShapeInference.infer(graph, sizes);
        GraphEditor editor = graph.edit();
        boolean changed = false;
        for (Value input : graph.requiredInputs()) {
            Shape declared = graph.type(input).shape();
            Shape now = shapes.shape(input);
            if (declared != null && now != null && IntStream.range(0, declared.rank())
                    .anyMatch(i -> now.dim(i).isKnown() && !declared.dim(i).isKnown())) {
                editor.declare(input, new TensorType(graph.type(input).dtype(), now));
                changed = true;
            }
        }
        if (!changed) {
            List<String> open = open(graph);
            throw ProblemException.ofSetting("cannot fix sizes", "sizes",
                    "no extent that the model leaves open was given a size", open.isEmpty()
                            ? "its inputs leave none open but the batch"
                            : "give " + given(open));
        }
        Set<Value> inputs = Set.copyOf(graph.inputs());
        for (Map.Entry<Value, TensorType> entry : graph.types().entrySet()) {
            if (!inputs.contains(entry.getKey())) {
                editor.declare(entry.getKey(), shapes.type(entry.getKey()));
            }
        }
        return editor.build();
    }
}
