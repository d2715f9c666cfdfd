package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import picocli.CommandLine.Option;

import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

/// The options of commands that write a file.
final class OutOptions {

    /// Samples on which a written model is compared unless data is given.
    static final int SAMPLES = 8;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "File to write.")
    Path out;

    @Option(names = "--force", description = "Replace the file if it exists.")
    boolean force;

    /// Where to write; refused if it is a file of the source, or exists and may not be replaced.
    Destination destination(OpenedModel source) throws ProblemException {
        Set<Path> sources = new LinkedHashSet<>(OnnxReader.files(source.graph()));
        sources.add(source.file());
        Destination destination = Destination.of(out, sources, force);
        Destination.of(out.resolveSibling(out.getFileName() + ".data"), sources, true);
        return destination;
    }

    /// A difference as JSON.
    static Map<String, Object> parity(Difference difference, String against) {
        return Json.object("maxAbs", difference.maxAbs(), "maxRel", difference.maxRel(), "inputs",
                difference.inputs(), "against", against);
    }

    /// A difference as a sentence.
    static String sentence(Difference difference, String against) {
        String size = difference.isNone()
                ? "no difference at all"
                : "differences of at most " + Figures.significant(difference.maxAbs()) + " (absolute) and "
                        + Figures.significant(difference.maxRel()) + " (relative to the largest result)";
        return "against " + against + ": " + size + ", " + difference.inputs();
    }
}
