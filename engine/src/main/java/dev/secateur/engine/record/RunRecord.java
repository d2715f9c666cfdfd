package dev.secateur.engine.record;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Interval;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// Everything that is needed to repeat a run, and what came of it.
///
/// @param program the program's name and version
/// @param model what the run began with
/// @param data null for a run without
/// @param steps what was done, in order
/// @param seed of everything random
/// @param before measured on test pictures in ONNX Runtime before the run; null if it was not
/// @param after the same with the written file, read again; null if it was not measured
/// @param result the written file
/// @param started local date and time with zone, ISO 8601
/// @param seconds of the whole run
/// @param ending `done`, `cancelled` or `diverged`
public record RunRecord(String program, Model model, @Nullable Data data, List<Step> steps, long seed,
        @Nullable Metrics before,
        @Nullable Metrics after, Model result, Machine machine, String started, double seconds, String ending) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-run-record", 1);

    public RunRecord {
        steps = List.copyOf(steps);
    }

    /// A model.
    ///
    /// @param name of its file, or of the architecture that it was made from
    /// @param sha256 of the file, or of the file that it would have been
    /// @param bytes size of the file
    public record Model(String name, String sha256, long bytes) {}

    /// The data.
    ///
    /// @param name as the user named it
    /// @param normalisation how pixels were taken, for people
    /// @param training what was trained on; null if nothing was
    /// @param heldOut what the best epoch was chosen by; null if none was held out
    /// @param test what accuracy was measured on; null if it was not
    /// @param skipped pictures that could not be read, named as far as there are a hundred
    public record Data(String name, String normalisation, @Nullable Part training, @Nullable Part heldOut,
            @Nullable Part test,
            List<String> skipped) {

        public Data {
            skipped = List.copyOf(skipped);
        }
    }

    /// A part of the data.
    ///
    /// @param sha256 of pictures and labels, see `Dataset.fingerprint`
    public record Part(int samples, String sha256) {}

    /// Something that was done.
    ///
    /// @param method its id: `train`
    /// @param version of the method, from 1 on; raised when the same configuration gives another result
    /// @param config everything that it was told
    /// @param report what it has to tell
    public record Step(String method, int version, Map<String, Object> config, Map<String, Object> report) {

        public Step {
            config = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(config));
            report = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(report));
        }

        /// A step of which only its configuration is known.
        ///
        /// @param config one JSON object
        /// @throws IllegalArgumentException if it is no such object
        public static Step of(String method, String config) {
            return new Step(method, 1, JsonFile.object(config), Map.of());
        }
    }

    /// How well a model classifies.
    ///
    /// @param low end of the 95 % interval of top-1 that the number of samples allows
    /// @param high the other end
    public record Metrics(int samples, double top1, double low, double high, double top5, double loss) {

        public static Metrics of(Evaluation evaluation) {
            Interval interval = evaluation.top1Interval();
            return new Metrics(evaluation.samples(), evaluation.top1(), interval.low(), interval.high(),
                    evaluation.top5(), evaluation.loss());
        }
    }

    /// As the text of its file.
    public String text() {
        return new String(JsonFile.encode(FORMAT, this), StandardCharsets.UTF_8);
    }

    /// Writes it as a whole.
    public void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }

    /// Reads one.
    ///
    /// @throws ProblemException if the file is no record that this version knows, or has an unknown key
    public static RunRecord read(Path file) throws ProblemException {
        return JsonFile.read(file, FORMAT, RunRecord.class);
    }

    /// The file of the record that lies beside a model: `model.onnx.run.json`.
    public static Path beside(Path model) {
        return model.resolveSibling(model.getFileName() + ".run.json");
    }
}
