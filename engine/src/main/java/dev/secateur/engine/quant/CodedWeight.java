package dev.secateur.engine.quant;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Map;

import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Cast;
import dev.secateur.engine.op.Gather;
import dev.secateur.engine.op.Reshape;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Weights that take few values: `weight = values[code] * scale of its channel`.
///
/// @param codes one for each weight, unsigned, row-major
/// @param values of the codes, at most 256
/// @param scales one for each output channel; empty for none
/// @param axis of output channels
/// @param dims of the weights
public record CodedWeight(byte[] codes, float[] values, float[] scales, int axis, long[] dims) {

    private static final int BYTE = 256;

    /// @throws IllegalArgumentException if there are no values, or more than a byte can tell
    public CodedWeight {
        if (values.length < 1 || values.length > BYTE) {
            throw new IllegalArgumentException("codes of one byte cannot tell " + values.length + " values");
        }
        codes = codes.clone();
        values = values.clone();
        dims = dims.clone();
        scales = scales.clone();
    }

    /// Bits of a code: as few as tell all values, 1 at least.
    public int bits() {
        return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(values.length - 1));
    }

    /// Bits that a code takes in the file: 1, 2, 4 or 8, so that a whole number fits a byte.
    public int slot() {
        return bits() <= 2 ? bits() : bits() <= 4 ? 4 : Byte.SIZE;
    }

    /// Bytes if each code took just its bits, with values and scales.
    public long packedBytes() {
        return Math.ceilDiv((long) codes.length * bits(), Byte.SIZE) + numbers();
    }

    /// Bytes that {@link #lookup} writes for this layer alone.
    public long storedBytes() {
        return Math.ceilDiv((long) codes.length * slot(), Byte.SIZE) + numbers();
    }

    private long numbers() {
        return (values.length + (long) scales.length) * Float.BYTES;
    }

    /// The weights, row-major.
    public float[] restored() {
        float[] weights = new float[codes.length];
        int inner = 1;
        for (int i = axis + 1; i < dims.length; i++) {
            inner *= (int) dims[i];
        }
        for (int i = 0; i < weights.length; i++) {
            float value = values[Byte.toUnsignedInt(codes[i])];
            weights[i] = scales.length == 0 ? value : value * scales[(int) (i / inner % dims[axis])];
        }
        return weights;
    }

    /// Codes packed without a gap, the first in the lowest bits.
    byte[] packed() {
        int slot = slot();
        int each = Byte.SIZE / slot;
        byte[] packed = new byte[Math.ceilDiv(codes.length, each)];
        for (int i = 0; i < codes.length; i++) {
            packed[i / each] |= (byte) (Byte.toUnsignedInt(codes[i]) << i % each * slot);
        }
        return packed;
    }

    /// Writes packed codes and the nodes that restore the weights from them. All they read is constant, so a runtime restores them once
    /// when it loads the file.
    ///
    /// @param tables what a byte unpacks to, by bits; filled on demand and shared by all layers of a file
    /// @return the weights
    public Value lookup(GraphEditor editor, String name, Map<Integer, Value> tables) {
        byte[] packed = packed();
        Value bytes = editor.addConstant(name + "_packed",
                Tensor.of(DType.UINT8, new long[]{packed.length}, MemorySegment.ofArray(packed)));
        Value flat = editor.addNode(new Cast(DType.INT32, true), name + "_bytes", bytes).output();
        if (slot() < Byte.SIZE) {
            Value table = tables.computeIfAbsent(slot(), s -> editor.addConstant("unpacked_" + s, table(s)));
            Value rows = editor.addNode(new Gather(0), name + "_unpacked", table, flat).output();
            flat = editor.addNode(new Cast(DType.INT32, true), name + "_codes", rows).output();
        }
        Value restored = editor.addNode(new Gather(0), name + "_values",
                editor.addConstant(name + "_table", Tensor.of(values, values.length)), flat).output();
        if ((long) packed.length * (Byte.SIZE / slot()) != codes.length) {
            restored = shaped(editor, name + "_flat", restored, -1);
            restored = editor.addNode(new Slice(null, null, null), name + "_cut", restored,
                    editor.addConstant(name + "_first", Tensor.vector(0)),
                    editor.addConstant(name + "_last", Tensor.vector(codes.length))).output();
        }
        restored = shaped(editor, name + "_shaped", restored, dims);
        if (scales.length == 0) {
            return restored;
        }
        long[] extents = new long[dims.length];
        Arrays.fill(extents, 1);
        extents[axis] = scales.length;
        return editor.addNode(new Binary(Binary.Kind.MUL), name + "_restored", restored,
                editor.addConstant(name + "_scale", Tensor.of(scales, extents))).output();
    }

    private static Value shaped(GraphEditor editor, String name, Value value, long... dims) {
        return editor.addNode(new Reshape(null, false), name, value,
                editor.addConstant(name + "_extents", Tensor.vector(dims))).output();
    }

    /// The codes of every byte, `[256, codes in a byte] uint8`.
    private static Tensor table(int slot) {
        int each = Byte.SIZE / slot;
        byte[] codes = new byte[BYTE * each];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) (i / each >> i % each * slot & (1 << slot) - 1);
        }
        return Tensor.of(DType.UINT8, new long[]{BYTE, each}, MemorySegment.ofArray(codes));
    }
}
