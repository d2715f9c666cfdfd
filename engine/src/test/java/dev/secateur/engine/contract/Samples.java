package dev.secateur.engine.contract;

import java.lang.foreign.MemorySegment;
import java.util.Random;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Tensors to feed.
final class Samples {

    private Samples() {}

    /// Seeded positive numbers, so that roots and logarithms have values.
    static Tensor floats(long... dims) {
        Random random = new Random(7);
        float[] data = new float[(int) Shape.of(dims).elements().orElseThrow()];
        for (int i = 0; i < data.length; i++) {
            data[i] = 0.5f + random.nextFloat();
        }
        return Tensor.of(data, dims);
    }

    static Tensor zeros(DType dtype, long... dims) {
        long elements = Shape.of(dims).elements().orElseThrow();
        return Tensor.of(dtype, dims, MemorySegment.ofArray(new byte[(int) dtype.bytes(elements)]));
    }
}
