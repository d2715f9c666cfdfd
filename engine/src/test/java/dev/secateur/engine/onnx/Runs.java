package dev.secateur.engine.onnx;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

/// Runs encoded models in ONNX Runtime on seeded inputs.
final class Runs {

    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private Runs() {}

    /// All float results one after another.
    static float[] run(byte[] model) throws OrtException {
        try (OrtSession.SessionOptions options = options();
                OrtSession session = ENVIRONMENT.createSession(model, options)) {
            return run(session);
        }
    }

    /// All float results one after another.
    static float[] run(Path model) throws OrtException {
        try (OrtSession.SessionOptions options = options();
                OrtSession session = ENVIRONMENT.createSession(model.toString(), options)) {
            return run(session);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
        return options;
    }

    private static float[] run(OrtSession session) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        Random random = new Random(7);
        try {
            for (NodeInfo info : session.getInputInfo().values()) {
                inputs.put(info.getName(), input((TensorInfo) info.getInfo(), random));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                return floats(result);
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /// Normal numbers; whole numbers are a sample rate that the audio models take. Free extents are 1.
    private static OnnxTensor input(TensorInfo info, Random random) throws OrtException {
        long[] dims = info.getShape().clone();
        int count = 1;
        for (int i = 0; i < dims.length; i++) {
            dims[i] = dims[i] < 1 ? 1 : dims[i];
            count = Math.multiplyExact(count, (int) dims[i]);
        }
        if (info.type == OnnxJavaType.INT64) {
            long[] rates = new long[count];
            java.util.Arrays.fill(rates, 16_000);
            return OnnxTensor.createTensor(ENVIRONMENT, java.nio.LongBuffer.wrap(rates), dims);
        }
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return OnnxTensor.createTensor(ENVIRONMENT, FloatBuffer.wrap(data), dims);
    }

    private static float[] floats(OrtSession.Result result) {
        List<Float> all = new ArrayList<>();
        for (Map.Entry<String, OnnxValue> entry : result) {
            if (entry.getValue() instanceof OnnxTensor tensor && tensor.getInfo().type == OnnxJavaType.FLOAT) {
                FloatBuffer buffer = tensor.getFloatBuffer();
                while (buffer.hasRemaining()) {
                    all.add(buffer.get());
                }
            }
        }
        float[] out = new float[all.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = all.get(i);
        }
        return out;
    }
}
