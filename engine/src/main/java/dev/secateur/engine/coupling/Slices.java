package dev.secateur.engine.coupling;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;

import dev.secateur.engine.tensor.Tensor;

/// Tensors with some positions along an axis left out or set to zero.
final class Slices {

    private Slices() {}

    /// The positions along `axis` whose bit is set, in order.
    static Tensor keep(Tensor tensor, int axis, BitSet kept) {
        long[] dims = tensor.dims();
        int size = Math.toIntExact(dims[axis]);
        dims[axis] = kept.cardinality();
        byte[] bytes = new byte[Math.toIntExact(tensor.dtype().bytes(product(dims, 0)))];
        MemorySegment to = MemorySegment.ofArray(bytes);
        long inner = tensor.dtype().bytes(product(dims, axis + 1));
        long outer = product(dims, 0) == 0 ? 0 : product(tensor.dims(), 0) / size / product(dims, axis + 1);
        long at = 0;
        for (long o = 0; o < outer; o++) {
            for (int i = kept.nextSetBit(0); i >= 0 && i < size; i = kept.nextSetBit(i + 1)) {
                MemorySegment.copy(tensor.bytes(), (o * size + i) * inner, to, at, inner);
                at += inner;
            }
        }
        return Tensor.of(tensor.dtype(), dims, to);
    }

    /// The same tensor with the positions along `axis` whose bit is clear set to zero.
    static Tensor zero(Tensor tensor, int axis, BitSet kept) {
        int size = Math.toIntExact(tensor.dim(axis));
        byte[] bytes = new byte[Math.toIntExact(tensor.byteSize())];
        MemorySegment to = MemorySegment.ofArray(bytes);
        MemorySegment.copy(tensor.bytes(), 0, to, 0, bytes.length);
        long inner = tensor.dtype().bytes(product(tensor.dims(), axis + 1));
        for (long row = 0; row * inner < bytes.length; row++) {
            if (!kept.get((int) (row % size))) {
                to.asSlice(row * inner, inner).fill((byte) 0);
            }
        }
        return Tensor.of(tensor.dtype(), tensor.dims(), to);
    }

    private static long product(long[] dims, int from) {
        long product = 1;
        for (int i = from; i < dims.length; i++) {
            product *= dims[i];
        }
        return product;
    }
}
