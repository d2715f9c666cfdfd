package dev.secateur.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;

/// Memory that a network takes to run, measured in ONNX Runtime: by how much the largest resident memory of a process grows in a run,
/// weights and session not included.
///
/// The process is another Java, so that nothing but the network runs in it. Only Linux tells the number.
public final class PeakMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long LOOK_MS = 50;

    private PeakMemory() {}

    /// What was found.
    public sealed interface Found {

        /// @param bytes least growth of several runs
        /// @param how it was measured, for people
        record Bytes(long bytes, String how) implements Found {}

        /// @param reason why it could not be measured
        record No(String reason) implements Found {}
    }

    /// Measures a network with one float32 input and all its data in one file.
    ///
    /// @param dims extents of the input
    /// @param optimised true to let the runtime fuse nodes, which then share memory; false to run the graph as it is written
    /// @throws ProblemException if no temporary file can be written
    public static Found measure(Graph graph, long[] dims, boolean optimised, Progress progress)
            throws ProblemException {
        Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
        if (!Files.isReadable(STATUS)) {
            return new Found.No("not measured: only Linux tells the largest resident memory of a process");
        }
        if (!Files.isExecutable(java)) {
            return new Found.No("not measured: this installation has no java to start beside itself");
        }
        if (TemporaryModel.isNeeded(graph)) {
            return new Found.No("not measured: the model does not fit one file");
        }
        try {
            Path folder = Files.createTempDirectory("secateur-memory");
            try {
                Path model = Files.write(folder.resolve("model.onnx"), OnnxWriter.encode(graph));
                List<String> command = new ArrayList<>(List.of(java.toString(), "--enable-native-access=ALL-UNNAMED",
                        "-Xint", "-XX:+UseSerialGC", "-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch",
                        PeakMemoryProcess.class.getName(), model.toString(), folder.resolve("bytes").toString(),
                        Boolean.toString(optimised)));
                Arrays.stream(dims).mapToObj(Long::toString).forEach(command::add);
                return run(command, folder.resolve("bytes"), optimised, progress);
            } finally {
                for (String name : List.of("model.onnx", "bytes")) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw ProblemException.ofSetting("cannot measure memory", "temporary files", String.valueOf(e.getMessage()),
                    "make room for them");
        }
    }

    private static Found run(List<String> command, Path result, boolean optimised, Progress progress)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // What is freed goes back to the system at once, so that resident memory follows what is alive.
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "16384");
        builder.environment().put("MALLOC_TRIM_THRESHOLD_", "16384");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path", ""));
        Process process = builder.start();
        try {
            while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
                progress.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Found.No("not measured: interrupted");
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0 || !Files.exists(result)) {
            return new Found.No(
                    "not measured: the process that was to run the model ended with " + process.exitValue());
        }
        return new Found.Bytes(Long.parseLong(Files.readString(result)),
                "growth of the largest resident memory of a Linux process by one run in ONNX Runtime ("
                        + (optimised ? "nodes fused" : "nodes as written")
                        + "), one thread, every value allocated by itself, least of seven runs");
    }
}
