package dev.secateur.engine.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/// The process that {@link PeakMemory} starts: runs a network and writes what that took.
///
/// Every value has memory of its own that goes back to the system when it is not needed any more: no arena, no plan of offsets.
final class PeakMemoryProcess {

    private static final Path STATUS = Path.of("/proc/self/status");
    /// Writing this number there lets the largest resident memory begin anew (Linux, `proc_pid_clear_refs`).
    private static final Path CLEAR = Path.of("/proc/self/clear_refs");
    private static final String LARGEST = "5";
    private static final int RUNS = 7;
    private static final long KIB = 1024;

    private PeakMemoryProcess() {}

    /// @param arguments the model, where the number goes, true for the runtime's graph optimisations, and the extents of the input
    public static void main(String[] arguments) throws IOException, OrtException {
        Path model = Path.of(arguments[0]);
        long[] dims = Arrays.stream(arguments).skip(3).mapToLong(Long::parseLong).toArray();
        try (OrtEnvironment environment = OrtEnvironment.getEnvironment();
                OrtSession.SessionOptions options = options(Boolean.parseBoolean(arguments[2]));
                OrtSession session = environment.createSession(model.toString(), options);
                OnnxTensor input = OnnxTensor.createTensor(environment, zeros(dims).asFloatBuffer(), dims)) {
            Map<String, OnnxTensor> inputs = Map.of(session.getInputNames().iterator().next(), input);
            session.run(inputs).close();
            long least = Long.MAX_VALUE;
            for (int i = 0; i < RUNS; i++) {
                Files.writeString(CLEAR, LARGEST);
                long before = status("VmRSS:");
                session.run(inputs).close();
                least = Math.min(least, status("VmHWM:") - before);
            }
            Files.writeString(Path.of(arguments[1]), Long.toString(least * KIB));
        }
    }

    private static OrtSession.SessionOptions options(boolean optimised) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.setOptimizationLevel(optimised
                ? OrtSession.SessionOptions.OptLevel.ALL_OPT
                : OrtSession.SessionOptions.OptLevel.NO_OPT);
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        return options;
    }

    private static ByteBuffer zeros(long[] dims) {
        long elements = Arrays.stream(dims).reduce(1, Math::multiplyExact);
        return ByteBuffer.allocateDirect(Math.toIntExact(elements * Float.BYTES)).order(ByteOrder.nativeOrder());
    }

    /// A line of the process's status, KiB.
    private static long status(String key) throws IOException {
        return Files.readAllLines(STATUS).stream().filter(l -> l.startsWith(key))
                .mapToLong(l -> Long.parseLong(l.replaceAll("[^0-9]", ""))).findFirst()
                .orElseThrow(() -> new IOException("the system does not tell " + key));
    }
}
