package dev.secateur.engine.autograd;

import java.lang.foreign.MemorySegment;
import java.util.Map;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

import dev.secateur.engine.tensor.DType;

/// The way between native tensors and memory that Java knows.
final class Host {

    private static final Map<DType, ScalarType> NATIVE = Map.of(DType.FLOAT, ScalarType.Float, DType.DOUBLE,
            ScalarType.Double, DType.FLOAT16, ScalarType.Half, DType.BFLOAT16, ScalarType.BFloat16, DType.INT64,
            ScalarType.Long, DType.INT32, ScalarType.Int, DType.INT16, ScalarType.Short, DType.INT8, ScalarType.Char,
            DType.UINT8, ScalarType.Byte, DType.BOOL, ScalarType.Bool);

    private Host() {}

    /// True for element types that LibTorch can hold.
    static boolean canHold(DType dtype) {
        return NATIVE.containsKey(dtype);
    }

    static ScalarType type(DType dtype) {
        ScalarType type = NATIVE.get(dtype);
        if (type == null) {
            throw new IllegalArgumentException("LibTorch has no tensors of " + dtype);
        }
        return type;
    }

    static DType type(Tensor tensor) {
        ScalarType type = tensor.scalar_type().intern();
        return NATIVE.entrySet().stream().filter(e -> e.getValue() == type).map(Map.Entry::getKey).findFirst()
                .orElseThrow(() -> new IllegalStateException("a tensor of " + type));
    }

    static TensorOptions options(DType dtype) {
        return new TensorOptions(type(dtype));
    }

    /// A new tensor with a copy of bytes that lie as in {@link dev.secateur.engine.tensor.Tensor}.
    static Tensor copyOf(MemorySegment bytes, DType dtype, long[] dims) {
        Tensor tensor = torch.empty(dims, options(dtype), new MemoryFormatOptional());
        if (bytes.byteSize() > 0) {
            memory(tensor, bytes.byteSize()).copyFrom(bytes);
        }
        return tensor;
    }

    /// A tensor over native memory that someone else owns and that must outlive it.
    static Tensor over(MemorySegment bytes, DType dtype, long[] dims) {
        if (!bytes.isNative()) {
            throw new IllegalArgumentException("only native memory can be used in place");
        }
        return torch.from_blob(new Pointer() {
            {
                address = bytes.address();
            }
        }, dims, options(dtype));
    }

    /// The elements of a contiguous tensor.
    static MemorySegment memory(Tensor contiguous) {
        return memory(contiguous, contiguous.numel() * contiguous.element_size());
    }

    private static MemorySegment memory(Tensor tensor, long bytes) {
        return MemorySegment.ofAddress(tensor.data_ptr().address()).reinterpret(bytes);
    }

    static long[] dims(Tensor tensor) {
        long[] dims = new long[(int) tensor.dim()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = tensor.size(i);
        }
        return dims;
    }

    static dev.secateur.engine.tensor.Tensor toTensor(Tensor tensor) {
        Tensor contiguous = tensor.detach().contiguous();
        long bytes = contiguous.numel() * contiguous.element_size();
        byte[] copy = new byte[Math.toIntExact(bytes)];
        if (bytes > 0) {
            MemorySegment.ofArray(copy).copyFrom(memory(contiguous));
        }
        return dev.secateur.engine.tensor.Tensor.of(type(contiguous), dims(contiguous), MemorySegment.ofArray(copy));
    }
}
