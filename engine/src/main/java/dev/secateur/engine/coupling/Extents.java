package dev.secateur.engine.coupling;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;

/// Numbers for the extents that a model leaves open. Which channels go together does not depend on them, but following
/// folded axes needs numbers.
///
/// @param bound shapes with numbers for all that the inputs leave open
/// @param open shapes as the model has them
record Extents(Shapes bound, Shapes open) {

    /// Not 1, so that a batch axis is not taken for one that broadcasts.
    private static final int BATCH = 2;
    /// Divisible by the usual total strides, and small.
    private static final int PICTURE = 224;
    private static final int SEQUENCE = 512;

    static Extents of(Graph graph) {
        return new Extents(bound(graph), ShapeInference.infer(graph));
    }

    static Shapes bound(Graph graph) {
        Bindings bindings = Bindings.batch(BATCH);
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            for (int axis = 1; shape != null && axis < shape.rank(); axis++) {
                if (!shape.dim(axis).isKnown()) {
                    boolean isPicture = shape.rank() == 4 && axis > 1;
                    bindings = bindings.with(graph.name(input), axis, isPicture ? PICTURE : SEQUENCE);
                }
            }
        }
        return ShapeInference.infer(graph, bindings);
    }
}
