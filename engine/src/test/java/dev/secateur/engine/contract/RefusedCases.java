package dev.secateur.engine.contract;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Flatten;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.Reduce;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Split;
import dev.secateur.engine.op.Squeeze;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Unsqueeze;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.DType;

import static dev.secateur.engine.contract.OpCase.data;
import static dev.secateur.engine.contract.OpCase.longs;
import static dev.secateur.engine.contract.OpCase.weight;

/// Operands that cannot be.
final class RefusedCases {

    private RefusedCases() {}

    static Stream<OpCase> all() {
        Window three = Window.square(3, 1, 0);
        Reshape reshape = new Reshape(null, false);
        BatchNormalization norm = new BatchNormalization(1e-5f, 0.9f, false);
        return Stream.of(
                List.of(OpCase.of("other channels", new Conv(three, 1), data(1, 3, 5, 5), weight(4, 2, 3, 3)),
                        OpCase.of("other rank", new Conv(three, 1), data(1, 3, 5, 5), weight(4, 3, 3)),
                        OpCase.of("filters that do not divide", new Conv(three, 2), data(1, 4, 5, 5),
                                weight(3, 2, 3, 3)),
                        OpCase.of("other kernel", new Conv(three, 1), data(1, 3, 5, 5), weight(4, 3, 2, 2)),
                        OpCase.of("other channels", new ConvTranspose(three, 1, List.of(), List.of()),
                                data(1, 3, 5, 5), weight(4, 3, 3, 3)),
                        OpCase.of("too few axes", new MaxPool(three, false, 0), data(5, 5)),
                        OpCase.of("window of other rank", new MaxPool(three, false, 0), data(1, 2, 5)),
                        OpCase.of("other channels", norm, data(1, 3, 5), weight(4), weight(4), weight(4), weight(4))),
                List.of(OpCase.of("no broadcasting", new Binary(Binary.Kind.ADD), data(2, 3), data(2, 4)),
                        OpCase.of("two types", new Binary(Binary.Kind.ADD), data(2, 3), data(DType.INT64, 2, 3)),
                        OpCase.of("other inner extents", new MatMul(), data(2, 3), data(4, 5)),
                        OpCase.of("scalar", new MatMul(), data(), data(4, 5)),
                        OpCase.of("other inner extents", new Gemm(1, 1, false, true), data(2, 3), data(3, 5)),
                        OpCase.of("addend", new Gemm(1, 1, false, false), data(2, 3), data(3, 5), data(4)),
                        OpCase.of("axis", new Softmax(3, false), data(2, 3)),
                        OpCase.of("axis", new Reduce(Reduce.Kind.MEAN, List.of(2L), true, false), data(2, 3))),
                List.of(OpCase.of("other count", reshape, data(2, 3), longs(4, 2)),
                        OpCase.of("not divisible", reshape, data(2, 3), longs(4, -1)),
                        OpCase.of("two open", reshape, data(2, 3), longs(-1, -1)),
                        OpCase.of("copies behind the end", reshape, data(2, 3), longs(2, 3, 0)),
                        OpCase.of("axis", new Flatten(3), data(2, 3)),
                        OpCase.of("not 1", new Squeeze(null), data(2, 3), longs(0)),
                        OpCase.of("axis twice", new Unsqueeze(null), data(2, 3), longs(0, 0)),
                        OpCase.of("no broadcasting", new Expand(), data(2, 3), longs(2, 4))),
                List.of(OpCase.of("other extents", new Concat(0), data(2, 3), data(2, 4)),
                        OpCase.of("axis", new Concat(2), data(2, 3), data(2, 3)),
                        OpCase.of("sum", new Split(0, null, null), data(5, 2), longs(2, 2)).outputs(2),
                        OpCase.of("uneven", new Split(0, null, null), data(5, 2)).outputs(2),
                        OpCase.of("index", new Gather(0), data(2, 3), longs(2)),
                        OpCase.of("step 0", new Slice(null, null, null), data(2, 3), longs(0), longs(1), longs(0),
                                longs(0)),
                        OpCase.of("count", new Pad("constant", null, null), data(2, 3), longs(0, 1)),
                        OpCase.of("below 0", new Pad("constant", null, null), data(2, 3), longs(0, -2, 0, -2))),
                List.of(OpCase.of("scale of other extents", new LayerNormalization(-1, 1e-5f, 1), data(2, 3),
                        weight(4)),
                        OpCase.of("scale of other channels", new InstanceNormalization(1e-5f), data(2, 3, 4), weight(4),
                                weight(4)),
                        OpCase.of("no broadcasting", new Variadic(Variadic.Kind.MAX), data(2, 3), data(2, 4)),
                        OpCase.of("two types", new Where(), data(DType.BOOL, 2), data(2), data(DType.INT64, 2)),
                        OpCase.of("more than there are", new TopK(0, null, true, true), data(2), longs(3)).outputs(2),
                        OpCase.of("other rank", new GatherElements(0), data(2, 3), longs(0)),
                        OpCase.of("tuples too long", new GatherNd(0), data(2), longs(0, 0)),
                        OpCase.of("count of axes", new Tile(), data(2, 3), longs(2)),
                        OpCase.of("depth", new DepthToSpace(2, false), data(1, 6, 2, 2)),
                        OpCase.of("other inner extents", new Einsum("ij,jk->ik"), data(2, 3), data(4, 5)),
                        OpCase.of("other features", new Recurrent(Recurrent.Kind.RNN, 4, false, Map.of()),
                                data(5, 2, 3), weight(1, 4, 2), weight(1, 4, 4))))
                .flatMap(List::stream);
    }
}
