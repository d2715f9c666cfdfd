package dev.secateur.engine.coupling;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// The extents that a `Reshape` or `Expand` asks for, as numbers that can be written down: 0 for an extent of the data, -1 for what follows.
///
/// @param open shapes with nothing bound
record TargetShape(Graph graph, Shapes open) {

    /// The extents of a constant as they are; of a computed one what they come to; null if that cannot be written down.
    long @Nullable [] of(Node node, @Nullable List<Long> attribute) {
        if (attribute != null) {
            return attribute.stream().mapToLong(Long::longValue).toArray();
        }
        Optional<Tensor> constant = Weight.of(graph, node.input(1));
        if (constant.isPresent()) {
            return constant.get().toLongs();
        }
        Shape data = open.shape(node.input(0));
        Shape result = open.shape(node.output());
        if (data == null || result == null) {
            return null;
        }
        long[] target = new long[result.rank()];
        int left = 0;
        for (int i = 0; i < target.length; i++) {
            Dim dim = result.dim(i);
            boolean copies = !dim.isKnown() && i < data.rank() && dim.equals(data.dim(i)) && !dim.equals(Dim.UNKNOWN);
            target[i] = dim.isKnown() ? dim.sizeOrMinusOne() : copies ? 0 : -1;
            left += target[i] < 0 ? 1 : 0;
        }
        return left > 1 ? null : target;
    }
}
