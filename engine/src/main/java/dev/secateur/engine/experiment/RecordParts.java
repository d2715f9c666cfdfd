package dev.secateur.engine.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Skipped;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.store.AtomicFile;

/// Models, data and accuracies as records name them.
final class RecordParts {

    private static final int MOST_NAMED = 100;

    private RecordParts() {}

    /// What a run began with.
    static RunRecord.Model start(TrainTask.Start start) throws ProblemException {
        Path file = start.file();
        if (file == null) {
            return inMemory(start.graph(), start.name());
        }
        List<Path> files = List.copyOf(OnnxReader.files(start.graph()));
        files = files.isEmpty() ? List.of(file) : files;
        return new RunRecord.Model(start.name(), Digest.of(files), size(files));
    }

    /// A network that is in no file is known by what its file would be.
    static RunRecord.Model inMemory(Graph graph, String name) throws ProblemException {
        byte[] encoded = OnnxWriter.encode(graph);
        return new RunRecord.Model(name, Digest.of(encoded), encoded.length);
    }

    /// What a run wrote.
    static RunRecord.Model written(Path file) throws ProblemException {
        return new RunRecord.Model(String.valueOf(file.getFileName()), Digest.of(file), size(List.of(file)));
    }

    static RunRecord.Part part(Dataset data) throws ProblemException {
        return new RunRecord.Part(data.size(), data.fingerprint());
    }

    static RunRecord.@Nullable Metrics metrics(@Nullable Evaluation evaluation) {
        return evaluation == null ? null : RunRecord.Metrics.of(evaluation);
    }

    /// Pictures that nobody could read, in training or in the test, and why; no more than a hundred are named.
    static List<String> skipped(List<Skipped> training, @Nullable Evaluation test) {
        Stream<Skipped> tested = test == null ? Stream.empty() : test.skipped().stream();
        return Stream.concat(training.stream(), tested).distinct().limit(MOST_NAMED)
                .map(s -> s.picture() + ": " + s.why()).toList();
    }

    private static long size(Iterable<Path> files) throws ProblemException {
        long bytes = 0;
        for (Path file : files) {
            try {
                bytes += Files.size(file);
            } catch (IOException e) {
                throw ProblemException.ofFile("cannot look at the file", file, AtomicFile.reason(e), "");
            }
        }
        return bytes;
    }
}
