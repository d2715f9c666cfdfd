package dev.secateur.engine.compare;

import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.tensor.Shape;

/// What a model has to be given. Models of equal signature can be run on the same samples.
public final class Signature {

    private Signature() {}

    /// Names, types and sizes of the inputs: `input float 3×32×32`. The first extent is left out, as one model may take any number of
    /// samples and the other just one.
    public static String of(Graph graph) {
        return graph.requiredInputs().stream().map(v -> {
            Shape shape = graph.type(v).shape();
            String sizes = shape == null || shape.rank() == 0
                    ? ""
                    : new Shape(shape.dims().subList(1, shape.rank())).display();
            return graph.name(v) + " " + graph.type(v).dtype() + " " + sizes;
        }).collect(Collectors.joining(", "));
    }
}
