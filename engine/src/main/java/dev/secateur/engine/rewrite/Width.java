package dev.secateur.engine.rewrite;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.GlobalPool;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// How many channels a value has, as far as its type and the operators before it tell without inferring shapes.
final class Width {

    /// Operators looked at before a value.
    private static final int FAR = 8;

    private Width() {}

    /// The extent along an axis.
    ///
    /// @param fromEnd the axis counted from the last one, which is 1
    /// @return -1 if it is not known
    static long of(Graph graph, Value value, int fromEnd) {
        return of(graph, value, fromEnd, FAR);
    }

    private static long of(Graph graph, Value value, int fromEnd, int far) {
        Tensor constant = graph.constant(value).orElse(null);
        if (constant != null) {
            return constant.rank() < fromEnd ? 1 : constant.dim(constant.rank() - fromEnd);
        }
        Shape shape = graph.type(value).shape();
        if (shape != null && shape.rank() >= fromEnd
                && shape.dim(shape.rank() - fromEnd) instanceof Dim.Known(long known)) {
            return known;
        }
        Node maker = graph.producer(value).orElse(null);
        if (maker == null || far == 0) {
            return -1;
        }
        if (Linear.making(graph, maker) instanceof Match.Yes<Linear>(Linear linear)) {
            return linear.axis() == fromEnd ? linear.outputs() : -1;
        }
        if (maker.op() instanceof Binary) {
            long left = of(graph, maker.input(0), fromEnd, far - 1);
            long right = of(graph, maker.input(1), fromEnd, far - 1);
            // Operands are as wide as each other or 1 wide, so any that is wider tells.
            return Math.max(left, right) > 1 ? Math.max(left, right) : left == 1 && right == 1 ? 1 : -1;
        }
        boolean keeps = maker.op().family() == OpFamily.ACTIVATION || maker.op().family() == OpFamily.NORMALISATION
                || fromEnd > 2 && (maker.op() instanceof MaxPool || maker.op() instanceof GlobalPool);
        return keeps ? of(graph, maker.input(0), fromEnd, far - 1) : -1;
    }
}
