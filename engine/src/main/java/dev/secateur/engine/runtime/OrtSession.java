package dev.secateur.engine.runtime;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelWatch;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// A network loaded into ONNX Runtime (CPU), ready to run. Holds native memory until closed; `run` may be called from
/// several threads, `close` only after the last run has returned.
public final class OrtSession implements AutoCloseable {

    /// One environment for the whole program, as the runtime asks. It logs nothing: what goes wrong is thrown as well.
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment
            .getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "secateur");

    private final ai.onnxruntime.OrtSession session;
    private final @Nullable Path file;
    private final OrtOptions options;

    private final @Nullable TemporaryModel temporary;

    private OrtSession(ai.onnxruntime.OrtSession session, @Nullable Path file, OrtOptions options,
            @Nullable TemporaryModel temporary) {
        this.session = session;
        this.file = file;
        this.options = options;
        this.temporary = temporary;
    }

    /// Makes the runtime's own session from its settings.
    @FunctionalInterface
    private interface Opener {
        ai.onnxruntime.OrtSession open(ai.onnxruntime.OrtSession.SessionOptions settings) throws OrtException;
    }

    /// Loads a file; its external data is looked up beside it.
    ///
    /// @throws ProblemException naming the file and, where the runtime tells it, the node that it refuses
    public static OrtSession open(Path file, OrtOptions options) throws ProblemException {
        return open(s -> ENVIRONMENT.createSession(file.toString(), s), file, options);
    }

    /// Loads a model from its encoded bytes, which hold all its data.
    ///
    /// @throws ProblemException naming the node that the runtime refuses, where it tells it
    public static OrtSession open(byte[] model, OrtOptions options) throws ProblemException {
        return open(s -> ENVIRONMENT.createSession(model, s), null, options);
    }

    /// Loads a graph. One that does not fit a single ONNX file goes through a temporary file, which is removed on closing.
    ///
    /// @throws ProblemException naming the node that the runtime refuses, where it tells it
    public static OrtSession open(Graph graph, OrtOptions options) throws ProblemException {
        if (!TemporaryModel.isNeeded(graph)) {
            return open(OnnxWriter.encode(graph), options);
        }
        TemporaryModel temporary = TemporaryModel.of(graph);
        try {
            OrtSession loaded = open(temporary.file(), options);
            return new OrtSession(loaded.session, null, options, temporary);
        } catch (ProblemException e) {
            temporary.close();
            throw e;
        }
    }

    private static OrtSession open(Opener opener, @Nullable Path file, OrtOptions options) throws ProblemException {
        try (ai.onnxruntime.OrtSession.SessionOptions settings = new ai.onnxruntime.OrtSession.SessionOptions()) {
            settings.setIntraOpNumThreads(options.threads());
            settings.setInterOpNumThreads(1);
            settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            // Threads that spin between operators steal the processor from everything else on it.
            settings.addConfigEntry("session.intra_op.allow_spinning", "0");
            settings.setOptimizationLevel(options.optimised()
                    ? ai.onnxruntime.OrtSession.SessionOptions.OptLevel.ALL_OPT
                    : ai.onnxruntime.OrtSession.SessionOptions.OptLevel.NO_OPT);
            if (options.profile() != null) {
                settings.enableProfiling(options.profile().toString());
                keepOptimised(settings, options.profile());
            }
            return new OrtSession(opener.open(settings), file, options, null);
        } catch (OrtException e) {
            throw OrtFailure.of("ONNX Runtime cannot load the model", file, e);
        }
    }

    /// Lets the runtime write the network that it really runs beside the profile, with its weights apart.
    private static void keepOptimised(ai.onnxruntime.OrtSession.SessionOptions settings, Path profile)
            throws OrtException {
        settings.setOptimizedModelFilePath(optimisedFile(profile).toString());
        settings.addConfigEntry("session.optimized_model_external_initializers_file_name", "weights");
        settings.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", "1024");
    }

    /// The file of the network that the runtime made of a model, beside its profile.
    static Path optimisedFile(Path profile) {
        return profile.resolveSibling("optimised.onnx");
    }

    /// The version of ONNX Runtime.
    public static String version() {
        return ENVIRONMENT.getVersion();
    }

    /// Names of all inputs that may be given, in the model's order; those with an initializer may be left out.
    public List<String> inputNames() {
        return List.copyOf(session.getInputNames());
    }

    /// Names of the results, in the model's order.
    public List<String> outputNames() {
        return List.copyOf(session.getOutputNames());
    }

    /// The options it was opened with.
    public OrtOptions options() {
        return options;
    }

    /// Runs the network once.
    ///
    /// @param inputs by name
    /// @return all results by name, in the model's order
    /// @throws ProblemException if an input is missing or does not fit, or a node fails
    public Map<String, Tensor> run(Map<String, Tensor> inputs) throws ProblemException {
        try (Feed feed = feed(inputs)) {
            return feed.run();
        }
    }

    /// Runs the network once, and stops at its next node if the work is cancelled.
    ///
    /// @param progress asked whether to go on, also from another thread; nothing is reported to it
    /// @throws dev.secateur.engine.job.CancelledException if it says so
    public Map<String, Tensor> run(Map<String, Tensor> inputs, Progress progress) throws ProblemException {
        try (Feed feed = feed(inputs)) {
            return feed.watched(progress, feed::run);
        }
    }

    /// Makes inputs ready, so that they can be run many times without copying them again.
    Feed feed(Map<String, Tensor> inputs) throws ProblemException {
        Set<String> unknown = new LinkedHashSet<>(inputs.keySet());
        unknown.removeAll(session.getInputNames());
        if (!unknown.isEmpty()) {
            throw problem("it has no input " + String.join(", ", unknown),
                    "its inputs are " + String.join(", ", session.getInputNames()));
        }
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, Tensor> entry : inputs.entrySet()) {
                tensors.put(entry.getKey(), OrtTensors.toOrt(ENVIRONMENT, entry.getKey(), entry.getValue()));
            }
            return new Feed(tensors);
        } catch (OrtException e) {
            OnnxValue.close(tensors);
            throw OrtFailure.of("cannot run the model", file, e);
        } catch (ProblemException e) {
            OnnxValue.close(tensors);
            throw file == null ? e : e.in(file);
        }
    }

    private ProblemException problem(String why, String hint) {
        ProblemException e = ProblemException.ofModel("cannot run the model", null, why, hint);
        return file == null ? e : e.in(file);
    }

    /// Ends profiling and gives the name of the file that holds the times.
    Path endProfiling() throws ProblemException {
        try {
            return Path.of(session.endProfiling());
        } catch (OrtException e) {
            throw OrtFailure.of("cannot profile the model", file, e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot release a session", e);
        } finally {
            if (temporary != null) {
                temporary.close();
            }
        }
    }

    /// Work with the runtime that may fail.
    @FunctionalInterface
    interface Work<R> {
        R run() throws ProblemException;
    }

    /// Inputs in the runtime's memory.
    final class Feed implements AutoCloseable {
        private final Map<String, OnnxTensor> tensors;
        private final ai.onnxruntime.OrtSession.RunOptions running;

        private Feed(Map<String, OnnxTensor> tensors) throws OrtException {
            this.tensors = tensors;
            this.running = new ai.onnxruntime.OrtSession.RunOptions();
        }

        /// Runs and copies the results.
        Map<String, Tensor> run() throws ProblemException {
            try (ai.onnxruntime.OrtSession.Result result = session.run(tensors, running)) {
                Map<String, Tensor> outputs = new LinkedHashMap<>();
                for (Map.Entry<String, OnnxValue> entry : result) {
                    if (!(entry.getValue() instanceof OnnxTensor tensor)) {
                        throw problem("its result " + entry.getKey() + " is no tensor but a "
                                + entry.getValue().getType().name().substring("ONNX_TYPE_".length()), "");
                    }
                    outputs.put(entry.getKey(), OrtTensors.fromOrt(entry.getKey(), tensor));
                }
                return outputs;
            } catch (OrtException e) {
                throw OrtFailure.of("cannot run the model", file, e);
            }
        }

        /// Runs and leaves the results where they are: for timing.
        ///
        /// @return nanoseconds of wall time
        long time() throws ProblemException {
            long start = System.nanoTime();
            try (ai.onnxruntime.OrtSession.Result result = session.run(tensors, running)) {
                return System.nanoTime() - start;
            } catch (OrtException e) {
                throw OrtFailure.of("cannot run the model", file, e);
            }
        }

        /// Does `work`, whose runs end at their next node when the work is cancelled.
        <R> R watched(Progress progress, Work<R> work) throws ProblemException {
            progress.check();
            try (CancelWatch watch = CancelWatch.over(progress, this::stop)) {
                return work.run();
            } catch (ProblemException e) {
                progress.check();
                throw e;
            }
        }

        private void stop() {
            try {
                running.setTerminate(true);
            } catch (OrtException e) {
                throw new IllegalStateException("ONNX Runtime cannot stop a run", e);
            }
        }

        @Override
        public void close() {
            OnnxValue.close(tensors);
            running.close();
        }
    }
}
