package dev.secateur.engine.quant;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Rounding by QuantizeLinear and DequantizeLinear. Codes of fewer bits than their container has are limited by a Clip: of bytes between
/// the two, over integers, of 16 bits before them, over float32.
///
/// @param packed true if codes of at most 4 bits are stored as INT4
record QdqRounding(boolean packed) implements QuantisedGraph.Rounding {

    @Override
    public Value rounded(GraphEditor editor, Value value, Grid grid) {
        String name = editor.name(value);
        DType type = grid.container();
        Value scale = editor.addConstant(name + "_scale", Tensor.scalar(grid.scale()));
        Value zero = editor.addConstant(name + "_zero_point", integer(type, grid.zeroPoint()));
        boolean bytes = type.bits() == Byte.SIZE;
        // ONNX Runtime has no Clip of 16-bit codes.
        Value given = grid.isNarrow() && !bytes
                ? limited(editor, name, value, Tensor.scalar(grid.least()), Tensor.scalar(grid.greatest()))
                : value;
        Value codes = editor.addNode(new QuantizeLinear(1, 0, true, null), name + "_quantized", given, scale, zero)
                .output();
        if (grid.isNarrow() && bytes) {
            codes = limited(editor, name, codes, integer(type, grid.low()), integer(type, grid.high()));
        }
        return editor.addNode(new DequantizeLinear(1, 0), name + "_dequantized", codes, scale, zero).output();
    }

    private static Value limited(GraphEditor editor, String name, Value value, Tensor lowest, Tensor highest) {
        return editor.addNode(new Clip(null, null), name + "_limited", value,
                editor.addConstant(name + "_lowest", lowest), editor.addConstant(name + "_highest", highest)).output();
    }

    private static Tensor integer(DType type, int value) {
        ByteBuffer bytes = ByteBuffer.allocate(type.bits() / Byte.SIZE).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.capacity() == 1) {
            bytes.put((byte) value);
        } else {
            bytes.putShort((short) value);
        }
        return Tensor.of(type, new long[0], MemorySegment.ofArray(bytes.array()));
    }

    @Override
    public Value weight(GraphEditor editor, QuantisedWeight weight, String name) {
        float[] steps = weight.steps();
        boolean one = steps.length == 1;
        long[] extents = one ? new long[0] : new long[]{steps.length};
        DType type = weight.container(packed);
        byte[] none = new byte[Math.toIntExact(type.bytes(steps.length))];
        return editor.addNode(new DequantizeLinear(one ? 1 : weight.layer().axis(), 0), name + "_dequantized",
                editor.addConstant(name + "_quantized", weight.tensor(packed)),
                editor.addConstant(name + "_scale", Tensor.of(steps, extents)),
                editor.addConstant(name + "_zero_point", Tensor.of(type, extents, MemorySegment.ofArray(none))))
                .output();
    }

    @Override
    public Value bias(GraphEditor editor, float[] bias, float[] steps, String name) {
        if (steps.length == 0) {
            return editor.addConstant(name, Tensor.of(bias, bias.length));
        }
        ByteBuffer codes = ByteBuffer.allocate(bias.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < bias.length; i++) {
            codes.putInt(code(bias[i], steps[i]));
        }
        long[] extents = {bias.length};
        byte[] none = new byte[codes.capacity()];
        return editor.addNode(new DequantizeLinear(0, 0), name + "_dequantized",
                editor.addConstant(name + "_quantized",
                        Tensor.of(DType.INT32, extents, MemorySegment.ofArray(codes.array()))),
                editor.addConstant(name + "_scale", Tensor.of(steps, extents)),
                editor.addConstant(name + "_zero_point", Tensor.of(DType.INT32, extents, MemorySegment.ofArray(none))))
                .output();
    }

    /// A bias as a code of 32 bits.
    static int code(float bias, float step) {
        return (int) Math.clamp(Math.rint((double) bias / step), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
}
