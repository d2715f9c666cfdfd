package dev.secateur.engine.hardware.bits;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.hardware.Layer;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.Profile;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// One layer in ONNX Runtime's integers of 8 bits: QuantizeLinear and DequantizeLinear around it, so that the runtime makes one
/// integer kernel of it, between poolings over single pixels, which take the changes of memory layout that a layer inside a network does
/// not have.
final class IntegerLayer {

    private static final int ROUNDS = 3;
    private static final int RUNS = 10;
    private static final float STEP = 0.02f;
    private static final byte MIDDLE = (byte) 128;

    private final GraphEditor editor;
    private int made;

    private IntegerLayer(GraphEditor editor) {
        this.editor = editor;
    }

    /// Milliseconds of one run; empty if ONNX Runtime has no integer kernel for such a layer.
    static Optional<Double> time(Layer layer, int threads, Progress progress) throws ProblemException {
        if (!(layer.op() instanceof Conv || layer.op() instanceof Gemm || layer.op() instanceof MatMul)
                || layer.constants() == 0) {
            return Optional.empty();
        }
        Graph graph = quantised(layer);
        Node timed = graph.nodes().stream().filter(n -> n.op().equals(layer.op())).findFirst().orElseThrow();
        Map<String, Tensor> inputs = SampleInputs.normal(graph, Bindings.none(), 1, 1);
        double least = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            Profile profile = Profile.of(graph, OrtOptions.defaults().withThreads(threads), inputs, RUNS,
                    progress.part((double) round / ROUNDS, (round + 1.0) / ROUNDS));
            least = Math.min(least, profile.nodeMs().getOrDefault(timed.id(), Double.POSITIVE_INFINITY));
        }
        if (Double.isInfinite(least)) {
            throw ProblemException.ofModel("cannot time the layer", layer.key(), "ONNX Runtime tells no time for it",
                    "choose another hardware model");
        }
        return Optional.of(least);
    }

    static Graph quantised(Layer layer) {
        Graph alone = layer.graph();
        Node node = alone.nodes().getFirst();
        IntegerLayer maker = new IntegerLayer(alone.edit());
        GraphEditor editor = maker.editor;
        boolean pools = layer.op() instanceof Conv && layer.inputs().getFirst().rank() == 4;
        Value data = maker.rounded(node.input(0));
        editor.setInput(node, 0, pools ? maker.rounded(maker.pooled(data)) : data);
        editor.setInput(node, 1, maker.weights(layer.inputs().get(1).sizes()));
        if (layer.inputs().size() > 2) {
            editor.setInput(node, 2, maker.bias((int) layer.inputs().get(2).elements().orElseThrow()));
        }
        Value result = maker.rounded(node.output());
        editor.setOutputs(List.of(pools ? maker.rounded(maker.pooled(result)) : result));
        editor.removeUnused();
        return editor.build();
    }

    private Value pooled(Value value) {
        return editor.addNode(new MaxPool(Window.square(1, 1, 0), false, 0), "pool" + made++, value).output();
    }

    private Value rounded(Value value) {
        String name = "q" + made++;
        Value scale = editor.addConstant(name + "_scale", Tensor.scalar(STEP));
        Value zero = editor.addConstant(name + "_zero", Tensor.of(DType.UINT8, new long[0],
                MemorySegment.ofArray(new byte[]{MIDDLE})));
        Value codes = editor.addNode(new QuantizeLinear(1, 0, true, null), name, value, scale, zero).output();
        return editor.addNode(new DequantizeLinear(1, 0), name + "_restored", codes, scale, zero).output();
    }

    private Value weights(long[] extents) {
        long count = 1;
        for (long extent : extents) {
            count *= extent;
        }
        byte[] codes = new byte[Math.toIntExact(count)];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i * 37 % 101 - 50);
        }
        return restored(Tensor.of(DType.INT8, extents, MemorySegment.ofArray(codes)), STEP);
    }

    private Value bias(int count) {
        ByteBuffer codes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        return restored(Tensor.of(DType.INT32, new long[]{count}, MemorySegment.ofArray(codes.array())), STEP * STEP);
    }

    private Value restored(Tensor codes, float step) {
        String name = "c" + made++;
        byte[] none = new byte[codes.dtype().bits() / Byte.SIZE];
        return editor.addNode(new DequantizeLinear(1, 0), name + "_restored", editor.addConstant(name, codes),
                editor.addConstant(name + "_scale", Tensor.scalar(step)), editor.addConstant(name + "_zero",
                        Tensor.of(codes.dtype(), new long[0], MemorySegment.ofArray(none))))
                .output();
    }
}
