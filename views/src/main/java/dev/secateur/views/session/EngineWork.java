package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;

/// The long work of a session, done by the engine.
public final class EngineWork implements SessionWork {

    private static final int SAMPLES = 8;
    private static final long SEED = 1;

    /// Larger networks are not encoded a second time in memory for a comparison.
    private static final long LARGEST_IN_MEMORY = 512L << 20;

    @Override
    public Graph read(Path file, Progress progress) throws ProblemException {
        progress.report(-1, "reading");
        return OnnxReader.read(file);
    }

    @Override
    public Analysis analyse(Graph graph, Progress progress) {
        progress.report(-1, "shapes, costs, blocks");
        return new Analysis(graph);
    }

    @Override
    public Applied apply(Request request, Progress progress) throws ProblemException {
        return run(Methods.named(request.method()), request, progress);
    }

    private static <C extends Record> Applied run(Method<C> method, Request request, Progress progress)
            throws ProblemException {
        @SuppressWarnings("unchecked") // A method's configuration is the type of its defaults.
        C config = (C) method.defaults().getClass().cast(request.config());
        MethodInput<C> input = new MethodInput<>(request.version().graph(), config, null, SEED,
                request.settings().threads());
        MethodResult result = method.run(input, progress);
        return new Applied(result.graph(), new Step(request.method(), ConfigJson.write(config)), summary(result));
    }

    private static String summary(MethodResult result) {
        String changes = result.changes().size() == 1
                ? result.changes().getFirst().text()
                : Figures.plural(result.changes().size(), "change");
        Difference parity = result.parity();
        return parity == null
                ? changes
                : changes + ", max. difference by merging " + Figures.significant(parity.maxRel()) + " ("
                        + parity.inputs() + ")";
    }

    @Override
    public Exported export(Export request, Progress progress) throws ProblemException {
        Path target = request.target();
        progress.report(-1, "writing");
        OnnxWriter.write(request.version().graph(), target);
        progress.check();
        progress.report(-1, "reading it back");
        Graph written = OnnxReader.read(target);
        List<Constraint.Violation> violations = Constraint.violations(written);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the file written is not valid: " + violations.getFirst());
        }
        long bytes = size(target);
        String done = "Exported " + target.getFileName() + ", " + Figures.bytes(bytes);
        return new Exported(target, bytes, verdict(request, written, done, progress));
    }

    /// A model that the runtime cannot run (an operator of someone's own) is exported all the same, and the verdict says so.
    private static Status verdict(Export request, Graph written, String done, Progress progress) {
        try {
            Samples samples = SampleInputs.samples(written, Bindings.none(), SAMPLES, SEED);
            OrtOptions options = OrtOptions.defaults().withThreads(request.settings().threads());
            try (OrtSession exported = OrtSession.open(request.target(), options)) {
                String same = againstPresent(request.version().graph(), exported, options, samples, progress);
                String moved = request.version().isOriginal()
                        ? ""
                        : againstOriginal(request.source(), exported, options, samples, progress);
                return Status.good(done + ". In ONNX Runtime " + same + moved + " (" + samples.description() + ")");
            }
        } catch (ProblemException e) {
            return Status.warning(done + ", not checked: " + e.problem().sentence());
        }
    }

    private static String againstPresent(Graph present, OrtSession exported, OrtOptions options, Samples samples,
            Progress progress) throws ProblemException {
        if (weightBytes(present) > LARGEST_IN_MEMORY) {
            exported.run(samples.runs().getFirst(), progress);
            return "it runs; too large for a comparison with the model in memory";
        }
        try (OrtSession inMemory = OrtSession.open(OnnxWriter.encode(present), options)) {
            Difference difference = Parity.compare(exported, inMemory, samples.runs(), progress.part(0, 0.5));
            return difference.isNone()
                    ? "identical to the model shown"
                    : "max. difference to the model shown " + Figures.significant(difference.maxRel());
        }
    }

    private static String againstOriginal(Path source, OrtSession exported, OrtOptions options, Samples samples,
            Progress progress) throws ProblemException {
        try (OrtSession original = OrtSession.open(source, options)) {
            Difference difference = Parity.compare(exported, original, samples.runs(), progress.part(0.5, 1));
            return ", " + Figures.significant(difference.maxRel()) + " away from the original";
        }
    }

    private static long weightBytes(Graph graph) {
        return graph.constants().values().stream().mapToLong(Tensor::byteSize).sum();
    }

    private static long size(Path file) throws ProblemException {
        try {
            Path data = file.resolveSibling(file.getFileName() + ".data");
            return Files.size(file) + (Files.exists(data) ? Files.size(data) : 0);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot look at the file written", file, AtomicFile.reason(e), "");
        }
    }
}
