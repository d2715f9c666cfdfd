package dev.secateur.engine.runtime;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Tensors of the engine to and from those of ONNX Runtime, one copy each way at most.
final class OrtTensors {

    private OrtTensors() {}

    /// A tensor for the runtime. Mapped and direct bytes are used where they lie, heap bytes are copied once.
    ///
    /// @param name of the input, for the problem
    static OnnxTensor toOrt(OrtEnvironment environment, String name, Tensor tensor)
            throws OrtException, ProblemException {
        if (tensor.dtype() == DType.STRING) {
            String[] texts = tensor.strings().stream().map(s -> new String(s, StandardCharsets.UTF_8))
                    .toArray(String[]::new);
            return OnnxTensor.createTensor(environment, texts, tensor.dims());
        }
        OnnxJavaType type = javaType(tensor.dtype());
        if (type == null) {
            throw ProblemException.ofModel("cannot run the model", name,
                    "ONNX Runtime's Java interface takes no input of type " + tensor.dtype(),
                    "give this input through a Cast from another type");
        }
        if (tensor.byteSize() > Integer.MAX_VALUE) {
            throw ProblemException.ofModel("cannot run the model", name, "this input is larger than 2 GiB",
                    "use a smaller batch");
        }
        return OnnxTensor.createTensor(environment, direct(tensor), tensor.dims(), type);
    }

    private static ByteBuffer direct(Tensor tensor) {
        MemorySegment bytes = tensor.bytes();
        if (bytes.isNative() && bytes.byteSize() > 0) {
            return bytes.asByteBuffer().order(ByteOrder.nativeOrder());
        }
        ByteBuffer copy = ByteBuffer.allocateDirect((int) tensor.byteSize()).order(ByteOrder.nativeOrder());
        MemorySegment.ofBuffer(copy).copyFrom(bytes);
        return copy;
    }

    private static @Nullable OnnxJavaType javaType(DType dtype) {
        return switch (dtype) {
            case FLOAT -> OnnxJavaType.FLOAT;
            case DOUBLE -> OnnxJavaType.DOUBLE;
            case INT8 -> OnnxJavaType.INT8;
            case UINT8 -> OnnxJavaType.UINT8;
            case INT16 -> OnnxJavaType.INT16;
            case INT32 -> OnnxJavaType.INT32;
            case INT64 -> OnnxJavaType.INT64;
            case BOOL -> OnnxJavaType.BOOL;
            case FLOAT16 -> OnnxJavaType.FLOAT16;
            case BFLOAT16 -> OnnxJavaType.BFLOAT16;
            default -> null;
        };
    }

    /// The engine's tensor with a copy of the runtime's bytes, which end with the run's result.
    ///
    /// @param name of the output, for the problem
    static Tensor fromOrt(String name, OnnxTensor value) throws OrtException, ProblemException {
        TensorInfo info = value.getInfo();
        if (info.type == OnnxJavaType.STRING) {
            return Tensor.ofStrings(texts(value.getValue()), info.getShape());
        }
        DType dtype = DType.ofCode(onnxCode(info.onnxType)).orElse(null);
        if (dtype == null || info.type == OnnxJavaType.UNKNOWN) {
            throw ProblemException.ofModel("cannot read a result of the model", name,
                    "ONNX Runtime's Java interface gives no tensor of type " + info.onnxType, "");
        }
        ByteBuffer bytes = value.getByteBuffer();
        return Tensor.of(dtype, info.getShape(), MemorySegment.ofBuffer(bytes.rewind()));
    }

    private static List<byte[]> texts(Object value) {
        Object[] all = value instanceof Object[] array ? array : new Object[]{value};
        return Arrays.stream(all)
                .flatMap(v -> v instanceof Object[] inner
                        ? texts(inner).stream()
                        : java.util.stream.Stream.of(v.toString().getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /// The runtime numbers its types in its own order.
    private static int onnxCode(TensorInfo.OnnxTensorType type) {
        String name = type.name().substring("ONNX_TENSOR_ELEMENT_DATA_TYPE_".length());
        return Arrays.stream(DType.values()).filter(d -> d.name().equals(name)).mapToInt(DType::code).findFirst()
                .orElse(0);
    }
}
