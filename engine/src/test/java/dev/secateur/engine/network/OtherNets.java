package dev.secateur.engine.network;

import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Resize;
import dev.secateur.engine.op.ShapeOf;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Transpose;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A detector with results whose extents only the data tell, and a recurrent network.
public final class OtherNets {

    private OtherNets() {}

    /// A backbone with a feature pyramid of two levels, a head on the finer one, and boxes after suppression, for one picture.
    /// Results: boxes `[count, 4]`, scores of the best eight.
    public static Graph detector(int width, int side) {
        NetBuilder net = new NetBuilder("detector", 17, 31);
        Value fine = net.convNormRelu(net.convNormRelu(net.picture(3, side), width, 3, 2), width, 3, 2);
        Value coarse = net.convNormRelu(fine, 2 * width, 3, 2);
        Value up = net.node(new Resize(Map.of("mode", new Attribute.TextValue("nearest"),
                "coordinate_transformation_mode", new Attribute.TextValue("asymmetric"), "nearest_mode",
                new Attribute.TextValue("floor")), false), net.biased(coarse, width, 1, 1), Value.NONE,
                net.constant("scales", Tensor.of(new float[]{1, 1, 2, 2}, 4)));
        Value merged = net.biased(net.add(net.biased(fine, width, 1, 1), up), width, 3, 1);
        long places = (long) side / 4 * (side / 4);
        Value boxes = rows(net, net.biased(merged, 4, 3, 1), 4, places);
        Value scores = net.node(new Unary(Unary.Kind.SIGMOID), rows(net, net.biased(merged, 1, 3, 1), 1, places));
        Value columns = net.node(new Transpose(List.of(0, 2, 1)), scores);
        Value kept = net.node(new NonMaxSuppression(false), boxes, columns, net.longs(20),
                net.constant("overlap", Tensor.of(new float[]{0.5f}, 1)));
        Value chosen = net.node(new Gather(1), kept, net.constant("third", Tensor.of(new long[]{2}, new long[0])));
        Value found = net.node(new Gather(1), boxes, chosen);
        List<Value> best = net.nodes(new TopK(2, null, true, true), 2, 1, columns, net.longs(8));
        return net.finish(net.node(new Slice(null, null, null), found, net.longs(0), net.longs(Integer.MAX_VALUE),
                net.longs(1)), best.get(0));
    }

    /// A convolution over a picture that is scaled as detectors scale theirs: the new extents are computed from the old ones in
    /// float32 and rounded down.
    public static Graph scaled(int side, double factor) {
        NetBuilder net = new NetBuilder("scaled", 17, 33);
        Value x = net.picture(3, side);
        Value extents = net.node(new ShapeOf(0, null), x);
        Value old = net.node(new Cast(DType.FLOAT, true), net.node(new Gather(0), extents, net.longs(2, 3)));
        Value least = net.node(new Variadic(Variadic.Kind.MIN), net.node(new Binary(Binary.Kind.MUL), old,
                net.number(factor)), net.number(1000));
        Value rounded = net.node(new Cast(DType.INT64, true), net.node(new Unary(Unary.Kind.FLOOR), least));
        Value sizes = net.node(new Concat(0), net.node(new Gather(0), extents, net.longs(0, 1)), rounded);
        Value picture = net.node(new Resize(Map.of("mode", new Attribute.TextValue("linear")), false), 3, x,
                Value.NONE, Value.NONE, sizes);
        return net.finish(net.convNormRelu(picture, 4, 3, 2));
    }

    private static Value rows(NetBuilder net, Value x, int columns, long places) {
        Value last = net.node(new Transpose(List.of(0, 2, 3, 1)), x);
        return net.node(new Reshape(null, false), columns, last, net.longs(-1, places, columns));
    }

    /// A recurrent layer of two directions over `[time, batch, features]` and a linear layer; both extents are open.
    public static Graph recurrent(Recurrent.Kind kind, int features, int hidden) {
        NetBuilder net = new NetBuilder("recurrent", 17, 32);
        Value x = net.input("input", TensorType.of(DType.FLOAT,
                new Shape(List.of(Dim.of("time"), Dim.of("batch"), Dim.of(features)))));
        long rows = (long) kind.gates() * hidden;
        Map<String, Attribute> both = Map.of("direction", new Attribute.TextValue("bidirectional"));
        Value states = net.node(new Recurrent(kind, hidden, false, both), hidden, x, net.weight(2, rows, features),
                net.weight(2, rows, hidden), net.around(0, 0.1, 2, 2 * rows));
        Value joined = net.node(new Reshape(null, false), 2 * hidden,
                net.node(new Transpose(List.of(0, 2, 1, 3)), states), net.longs(0, 0, 2L * hidden));
        Value product = net.node(new MatMul(), 5, joined, net.weight(2L * hidden, 5));
        Value scores = net.node(new Binary(Binary.Kind.ADD), 5, net.around(0, 0.1, 5), product);
        return net.finish(net.node(new LogSoftmax(-1, false), scores));
    }
}
