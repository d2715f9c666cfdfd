package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.secateur.engine.experiment.FeaturePairs;
import dev.secateur.engine.experiment.Runner;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.train.Distillation;

/// The options that say whom to learn from.
final class TeacherOptions {

    @Option(names = "--distill", paramLabel = "MODEL", description = "Learn from this model too, the original for instance.")
    @Nullable
    Path teacher;

    @Option(names = "--distill-weight", paramLabel = "X", defaultValue = "0.9", description = "Weight of the teacher, above 0 to 1; 1 needs no labels. Default: ${DEFAULT-VALUE}.")
    double weight;

    @Option(names = "--temperature", paramLabel = "X", defaultValue = "4", description = "Softens the teacher's scores. Default: ${DEFAULT-VALUE}.")
    double temperature;

    @Option(names = "--distill-feature", paramLabel = "STUDENT=TEACHER", description = "Bring an inner value of the model close to one of the teacher, by names of values or nodes; a single name is that of both. May be given several times.")
    List<String> features = new ArrayList<>();

    @Option(names = "--feature-weight", paramLabel = "X", defaultValue = "1", description = "Factor of the mean squared difference of inner values. Default: ${DEFAULT-VALUE}.")
    double featureWeight;

    /// The teacher of a network, if there is one.
    @Nullable
    Distillation of(Graph student) throws ProblemException {
        if (teacher == null) {
            if (!features.isEmpty()) {
                throw ProblemException.ofSetting("cannot learn from inner values", "--distill-feature",
                        "there is no teacher", "name its file with --distill");
            }
            return null;
        }
        Graph read = freed(teacher);
        List<Distillation.Pair> pairs = features.isEmpty()
                ? List.of()
                : FeaturePairs.of(Runner.freed(student, Progress.none()), read, features);
        try {
            return new Distillation(read, weight, temperature, pairs, pairs.isEmpty() ? 0 : featureWeight);
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofSetting("cannot learn from the teacher",
                    "--distill-weight, --temperature, --feature-weight", String.valueOf(e.getMessage()), "");
        }
    }

    private static Graph freed(Path file) throws ProblemException {
        try {
            return Runner.freed(OnnxReader.read(file), Progress.none());
        } catch (ProblemException e) {
            throw e.in(file);
        }
    }
}
