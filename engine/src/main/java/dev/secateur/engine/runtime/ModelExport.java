package dev.secateur.engine.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;

/// Writes a model so that it appears under its name only after it was read again, checked, and run in ONNX Runtime.
///
/// It is made in a folder of its own beside the destination and moved from there. Whatever fails, the destination is as before
/// and nothing is left beside it.
public final class ModelExport {

    private final Writer writer;
    private final OrtOptions options;

    /// @param options how the check runs the model
    public ModelExport(OrtOptions options) {
        this(OnnxWriter::write, options);
    }

    ModelExport(Writer writer, OrtOptions options) {
        this.writer = writer;
        this.options = options;
    }

    /// Writes a graph into a file, external data beside it.
    @FunctionalInterface
    interface Writer {
        void write(Graph graph, Path file) throws ProblemException;
    }

    /// Writes a graph and compares the file with a reference.
    ///
    /// @param reference the network that the file shall agree with, loaded
    /// @param samples inputs to compare on
    /// @throws ProblemException if it cannot be written, is not valid when read again, or does not run
    public Exported write(Graph graph, Destination destination, OrtSession reference, Samples samples,
            Progress progress) throws ProblemException {
        Path target = destination.file().toAbsolutePath();
        Path name = target.getFileName();
        Path folder = target.getParent();
        if (name == null || folder == null) {
            throw ProblemException.ofFile("cannot write the file", target, "it has no name", "give the name of a file");
        }
        Path workshop = workshop(folder, destination.file());
        try {
            Path draft = workshop.resolve(name);
            progress.report(0, "Writing " + name);
            writer.write(graph, draft);
            Difference parity = check(draft, reference, samples, progress.part(0.2, 1));
            progress.check();
            return new Exported(destination.file(),
                    move(workshop, target, OnnxReader.files(graph), destination.replace()), parity);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the file", destination.file(), AtomicFile.reason(e),
                    "free some space, check the permissions, or choose another folder");
        } finally {
            discard(workshop);
        }
    }

    private static Path workshop(Path folder, Path target) throws ProblemException {
        try {
            return Files.createTempDirectory(folder, ".secateur-");
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot write the file", target, AtomicFile.reason(e),
                    "free some space, check the permissions, or choose another folder");
        }
    }

    private Difference check(Path draft, OrtSession reference, Samples samples, Progress progress)
            throws ProblemException {
        progress.report(0, "Reading it again");
        List<Constraint.Violation> violations = Constraint.violations(OnnxReader.read(draft));
        if (!violations.isEmpty()) {
            throw new IllegalStateException("the written model is not valid: " + violations.getFirst());
        }
        progress.check();
        try (OrtSession written = OrtSession.open(draft, options)) {
            return Parity.compare(written, reference, samples.runs(), progress).on(samples.description());
        }
    }

    /// Moves data files first, so that the model never stands without them. A data file that is there replaces nothing but the one of a model
    /// that is replaced too: else it belongs to another model.
    ///
    /// @param sources files that the graph reads
    private static long move(Path workshop, Path target, Collection<Path> sources, boolean replace)
            throws IOException, ProblemException {
        boolean there = Files.exists(target);
        List<Path> drafts;
        try (Stream<Path> all = Files.list(workshop)) {
            drafts = all.sorted((a, b) -> Boolean.compare(isModel(a, target), isModel(b, target))).toList();
        }
        for (Path draft : drafts) {
            Path place = target.resolveSibling(draft.getFileName());
            if (!isModel(draft, target) && !there && Files.exists(place)) {
                throw ProblemException.ofFile("cannot write the data file", place,
                        "it exists already and belongs to another model", "choose another name for the model");
            }
            Destination.of(place, isModel(draft, target) ? List.of() : sources, replace);
        }
        long bytes = 0;
        for (Path draft : drafts) {
            bytes += Files.size(draft);
            Files.move(draft, target.resolveSibling(draft.getFileName()), StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return bytes;
    }

    private static boolean isModel(Path draft, Path target) {
        return draft.getFileName().equals(target.getFileName());
    }

    private static void discard(Path workshop) throws ProblemException {
        try (Stream<Path> left = Files.list(workshop)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(workshop);
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove a temporary folder", workshop, AtomicFile.reason(e),
                    "remove it by hand");
        }
    }
}
