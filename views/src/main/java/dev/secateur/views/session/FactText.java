package dev.secateur.views.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.Skipped;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.JsonFile;

/// Times and accuracies of versions in the words of a file.
final class FactText {

    private static final JsonFile.Format TIME = new JsonFile.Format("secateur-time", 1);
    private static final JsonFile.Format ACCURACY = new JsonFile.Format("secateur-accuracy", 1);

    private FactText() {}

    /// The times of a version.
    ///
    /// @param of id of the version
    record Timed(int of, Map<Integer, Double> nodeMs, Map<Integer, Integer> fusedInto,
            @Nullable Double attributed, double modelMs, String how) {

        Measurement measurement() {
            return new Measurement(nodeMs, fusedInto, attributed == null ? Double.NaN : attributed, modelMs, how);
        }
    }

    /// How a version classifies.
    ///
    /// @param of id of the version
    /// @param scale see {@link Normalisation}, like `mean` and `std`; null for the usual one
    /// @param untrained see {@link Accuracy}
    record Judged(int of, String data, @Nullable Double scale, List<Double> mean, List<Double> std, Counts counts,
            @Nullable Counts untrained, String how) {

        DataChoice choice() {
            return new DataChoice(data,
                    scale == null ? null : new Normalisation(scale, numbers(mean), numbers(std)));
        }

        Accuracy accuracy() {
            return new Accuracy(counts.evaluation(), how, untrained == null ? null : untrained.evaluation());
        }
    }

    /// What was counted.
    ///
    /// @param pictures the numbers of {@link Outcomes}, packed, like `labels` and `predicted`
    record Counts(double top1, double top5, double loss, List<String> classes, String pictures, String labels,
            String predicted, List<Skipped> skipped) {

        static Counts of(Evaluation found) {
            Outcomes outcomes = found.outcomes();
            return new Counts(found.top1(), found.top5(), found.loss(), outcomes.classes(),
                    packed(outcomes.samples()), packed(outcomes.labels()), packed(outcomes.predicted()),
                    found.skipped());
        }

        Evaluation evaluation() {
            int[] samples = unpacked(pictures);
            return new Evaluation(samples.length, top1, top5, loss,
                    new Outcomes(classes, samples, unpacked(labels), unpacked(predicted)), skipped);
        }
    }

    static String of(int version, Measurement measured) {
        return text(TIME, new Timed(version, measured.nodeMs(), measured.fusedInto(),
                Double.isNaN(measured.attributed()) ? null : measured.attributed(), measured.modelMs(),
                measured.how()));
    }

    static String of(int version, DataChoice data, Accuracy accuracy) {
        Normalisation own = data.normalisation();
        Evaluation untrained = accuracy.untrained();
        return text(ACCURACY, new Judged(version, data.spec(), own == null ? null : own.scale(),
                own == null ? List.of() : list(own.mean()), own == null ? List.of() : list(own.std()),
                Counts.of(accuracy.evaluation()), untrained == null ? null : Counts.of(untrained), accuracy.how()));
    }

    private static String text(JsonFile.Format format, Record content) {
        return new String(JsonFile.encode(format, content), StandardCharsets.UTF_8);
    }

    /// @throws ProblemException if the text is not of times
    static Timed timed(String text) throws ProblemException {
        return JsonFile.decode(text.getBytes(StandardCharsets.UTF_8), TIME, Timed.class, Path.of("times"));
    }

    /// @throws ProblemException if the text is not of an accuracy
    static Judged judged(String text) throws ProblemException {
        return JsonFile.decode(text.getBytes(StandardCharsets.UTF_8), ACCURACY, Judged.class, Path.of("accuracy"));
    }

    private static List<Double> list(double[] numbers) {
        return java.util.Arrays.stream(numbers).boxed().toList();
    }

    private static double[] numbers(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// Ten thousand classes take some thousand letters.
    private static String packed(int[] numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeInt(numbers.length);
            int before = 0;
            for (int number : numbers) {
                // The numbers of pictures follow each other: what is packed is how far apart they are.
                out.writeInt(number - before);
                before = number;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static int[] unpacked(String text) {
        try (DataInputStream in = new DataInputStream(
                new InflaterInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text))))) {
            int[] numbers = new int[in.readInt()];
            int before = 0;
            for (int i = 0; i < numbers.length; i++) {
                before += in.readInt();
                numbers[i] = before;
            }
            return numbers;
        } catch (IOException e) {
            throw new IllegalArgumentException("damaged numbers", e);
        }
    }
}
