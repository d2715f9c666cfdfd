package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// What follows for the values of one graph. Immutable.
public final class Shapes {

    private final Map<Value, TensorType> types;
    private final Map<Value, List<Extent>> elements;
    private final List<ShapeConflict> conflicts;
    private final Map<Integer, Map<String, Shapes>> inside;

    Shapes(Map<Value, Fact> facts, List<ShapeConflict> conflicts, Map<Integer, Map<String, Shapes>> inside) {
        this.inside = Map.copyOf(inside);
        this.types = HashMap.newHashMap(facts.size());
        this.elements = new HashMap<>();
        this.conflicts = List.copyOf(conflicts);
        facts.forEach((value, fact) -> {
            types.put(value, fact.type());
            if (fact.elements() != null) {
                elements.put(value, fact.elements());
            }
        });
    }

    private Shapes(Shapes other, Map<Value, Shape> resized) {
        this.inside = other.inside;
        this.elements = other.elements;
        this.conflicts = other.conflicts;
        this.types = new HashMap<>(other.types);
        resized.forEach((value, shape) -> types.put(value, new TensorType(type(value).dtype(), shape)));
    }

    /// The same with other shapes for some values; nothing is inferred from them.
    public Shapes resized(Map<Value, Shape> shapes) {
        return new Shapes(this, shapes);
    }

    /// Element type and shape of a value; {@link TensorType#UNKNOWN} if nothing is known.
    public TensorType type(Value value) {
        return types.getOrDefault(value, TensorType.UNKNOWN);
    }

    /// The shape of a value, null if not even its rank is known.
    public @Nullable Shape shape(Value value) {
        return type(value).shape();
    }

    /// The elements of a small integer tensor that follow from shapes, in row-major order; null if they are not followed.
    /// What is negative or not known is {@link Dim#UNKNOWN} here.
    public @Nullable List<Dim> elements(Value value) {
        List<Extent> followed = elements.get(value);
        if (followed == null) {
            return null;
        }
        List<Dim> dims = new ArrayList<>();
        followed.forEach(e -> dims.add(e.toDim()));
        return dims;
    }

    /// The shapes within a sub-graph of a node, null if the node was not entered.
    ///
    /// @param name the name of the sub-graph: `then_branch`
    public @Nullable Shapes inside(Node node, String name) {
        return inside.getOrDefault(node.id(), Map.of()).get(name);
    }

    /// Everything that cannot be as the model says, in the order of the nodes.
    public List<ShapeConflict> conflicts() {
        return conflicts;
    }
}
