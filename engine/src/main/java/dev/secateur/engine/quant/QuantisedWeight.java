package dev.secateur.engine.quant;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Weights as whole codes and steps: `weight = code * step`, zero point 0.
///
/// @param layer whose weights they are
/// @param codes in the layout of the weights, each within `-(2^(bits-1) - 1)` and its opposite
/// @param steps one a channel, or a single one
/// @param bits 2 to 16
public record QuantisedWeight(QuantLayer layer, short[] codes, float[] steps, int bits) {

    /// Largest share of a 32-bit code that a bias may take, so that sums do not overflow.
    private static final double MOST_BIAS = 1 << 30;

    public QuantisedWeight {
        codes = codes.clone();
        steps = steps.clone();
    }

    @Override
    public short[] codes() {
        return codes.clone();
    }

    @Override
    public float[] steps() {
        return steps.clone();
    }

    /// Rounds weights.
    ///
    /// @param values in the layout of the layer's weights
    /// @param limits largest size to keep of each channel, or of all
    public static QuantisedWeight of(QuantLayer layer, float[] values, float[] limits, int bits) {
        int high = Grid.highest(bits);
        float[] steps = new float[limits.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = WeightGrids.step(limits[i], high);
        }
        return rounded(layer, values, steps, bits);
    }

    private static QuantisedWeight rounded(QuantLayer layer, float[] values, float[] steps, int bits) {
        int high = Grid.highest(bits);
        short[] codes = new short[values.length];
        for (int i = 0; i < codes.length; i++) {
            float step = steps.length == 1 ? steps[0] : steps[layer.channelOf(i)];
            codes[i] = (short) Math.clamp(Math.rint(values[i] / step), -high, high);
        }
        return new QuantisedWeight(layer, codes, steps, bits);
    }

    /// The same with steps so wide that a bias fits 32-bit codes of `step * dataScale`; the same object if they are already.
    QuantisedWeight carrying(float[] values, float[] bias, float dataScale) {
        float[] wider = steps.clone();
        boolean changed = false;
        for (int channel = 0; channel < bias.length; channel++) {
            int at = wider.length == 1 ? 0 : channel;
            double least = Math.abs((double) bias[channel]) / MOST_BIAS / dataScale;
            if (wider[at] < least) {
                wider[at] = (float) least;
                changed = true;
            }
        }
        return changed ? rounded(layer, values, wider, bits) : this;
    }

    /// Step of a channel.
    float step(int channel) {
        return steps.length == 1 ? steps[0] : steps[channel];
    }

    /// The numbers that the codes stand for, in the layout of the weights.
    public float[] restored() {
        float[] values = new float[codes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = codes[i] * step(layer.channelOf(i));
        }
        return values;
    }

    /// The type that codes are stored as: INT8, or INT16 beyond 8 bits, or INT4 if that is asked for and they fit.
    public DType container(boolean packed) {
        return bits > Byte.SIZE ? DType.INT16 : packed && bits <= 4 ? DType.INT4 : DType.INT8;
    }

    /// The codes as a tensor.
    Tensor tensor(boolean packed) {
        DType type = container(packed);
        long[] dims = layer.weight().dims();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(type.bytes(codes.length)))
                .order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case INT16 -> {
                for (short code : codes) {
                    bytes.putShort(code);
                }
            }
            case INT4 -> {
                for (int i = 0; i < codes.length; i += 2) {
                    int second = i + 1 < codes.length ? codes[i + 1] : 0;
                    bytes.put((byte) (codes[i] & 0xf | second << 4));
                }
            }
            default -> {
                for (short code : codes) {
                    bytes.put((byte) code);
                }
            }
        }
        return Tensor.of(type, dims, MemorySegment.ofArray(bytes.array()));
    }

    /// Bytes of the codes if each took just its bits, and of the steps.
    public long packedBytes() {
        return Math.ceilDiv((long) codes.length * bits, Byte.SIZE) + (long) steps.length * Float.BYTES;
    }

    /// Bytes of codes and steps as they are stored.
    public long storedBytes(boolean packed) {
        return container(packed).bytes(codes.length) + (long) steps.length * Float.BYTES;
    }
}
