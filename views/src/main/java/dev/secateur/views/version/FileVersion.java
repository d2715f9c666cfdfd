package dev.secateur.views.version;

import java.nio.file.Path;

import dev.secateur.engine.compare.Signature;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.session.Recorded;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.RecordStatus;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;

/// A file that was made elsewhere, as a version: to be held against the others, measured, and worked on.
public final class FileVersion {

    /// No method of a recipe: what was done to the file is not known.
    private static final String METHOD = "file";

    private FileVersion() {}

    /// What a report says of it.
    ///
    /// @param sha256 of the file itself, without external data
    private record Source(String file, String sha256) {}

    /// Reads a file and adds it below the original. One that takes other inputs than the original is refused.
    ///
    /// @throws IllegalStateException if no model is open
    public static RunningJob add(SessionModel session, Path file) {
        VersionTree tree = session.tree();
        if (tree == null) {
            throw new IllegalStateException("no model is open");
        }
        Graph original = tree.original().graph();
        Job<Grown> job = new Job<>("Add " + file.getFileName(), Job.Lane.COMPUTE, progress -> {
            progress.report(-1, "reading");
            return read(file, original);
        });
        return session.grow(tree.original(), job, null);
    }

    private static Grown read(Path file, Graph original) throws ProblemException {
        Graph graph = OnnxReader.read(file);
        String mine = Signature.of(original);
        String theirs = Signature.of(graph);
        if (!mine.equals(theirs)) {
            throw ProblemException.ofModel("cannot add the file as a version", null,
                    "it takes " + theirs + ", and the open model takes " + mine, "open it beside the model instead")
                    .in(file);
        }
        String name = String.valueOf(file.getFileName());
        Recorded recorded = Recorded.beside(file, graph);
        return new Grown(graph, name, new Step(METHOD, ConfigJson.write(new Source(name, Digest.of(file)))),
                recorded.methods().isEmpty()
                        ? Status.good("read; the tab Compare holds it against the others")
                        : RecordStatus.of(recorded),
                recorded.told());
    }
}
