package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.views.text.Figures;

/// The options of commands that use labelled pictures.
final class DataOptions {

    private static final int BATCH = 32;
    private static final int SAMPLES = 64;

    @Option(names = "--data", paramLabel = "DATA", description = "fashion (built in), cifar10:DIR, cifar100:DIR, idx:DIR, images:DIR or unlabelled:DIR.")
    @Nullable
    String data;

    @Option(names = "--scale", paramLabel = "X", description = "Factor for pixel values 0 to 255. Default: 1/255.")
    @Nullable
    Double scale;

    @Option(names = "--mean", paramLabel = "X", split = ",", description = "Mean of each channel, after scaling.")
    List<Double> mean = List.of();

    @Option(names = "--std", paramLabel = "X", split = ",", description = "Deviation of each channel, after scaling.")
    List<Double> std = List.of();

    @Option(names = "--raw", description = "Give pixel values 0 to 255 as they are.")
    boolean raw;

    /// The data that was asked for, in the size that a network wants.
    ///
    /// @throws ProblemException if none was named, or it cannot be read
    Dataset open(Host host, Graph graph) throws ProblemException {
        return datasets(host, graph).open(required(), Split.TEST);
    }

    /// Opens data sets in the size and with as many channels as a network wants.
    static Datasets datasets(Host host, Graph graph) {
        return new Datasets(host.resources(), NetworkPictures.form(graph));
    }

    /// The name of the data, which has to be given.
    String required() throws ProblemException {
        if (data == null) {
            throw ProblemException.ofSetting("no data to use", "--data", "the option is missing",
                    "give one of " + String.join(", ", Datasets.FORMS));
        }
        return data;
    }

    /// How many pictures nobody could read, with the first; empty if there are none.
    static Optional<String> leftOut(RunRecord record) {
        RunRecord.Data pictures = record.data();
        return pictures == null ? Optional.empty() : leftOut(pictures.skipped());
    }

    /// @param skipped `picture: why`
    static Optional<String> leftOut(List<String> skipped) {
        return skipped.isEmpty()
                ? Optional.empty()
                : Optional.of(Figures.plural(skipped.size(), "picture") + " left out: " + skipped.getFirst()
                        + (skipped.size() > 1 ? ", ..." : ""));
    }

    /// How pixels are taken: as the options say, else as the model says, else as it was done before, else as is usual.
    ///
    /// @param file of the model, null for one made from nothing
    NormalisationChoice choice(Host host, Dataset pictures, Graph graph, @Nullable Path file) throws ProblemException {
        if (raw || scale != null || !mean.isEmpty() || !std.isEmpty()) {
            return new NormalisationChoice(normalisation(pictures), NormalisationChoice.Source.OPTIONS);
        }
        Optional<Normalisation> remembered = host.normalisations() == null || file == null
                ? Optional.empty()
                : host.normalisations().find(Digest.of(file));
        return NormalisationChoice.of(graph.header().metadata(), remembered, pictures.extents().channels());
    }

    /// Remembers for a model what the options said, unless it classifies no better than chance that way.
    void remember(Host host, NormalisationChoice choice, Path file, Evaluation evaluation) throws ProblemException {
        if (host.normalisations() != null && choice.source() == NormalisationChoice.Source.OPTIONS
                && !evaluation.isNearChance()) {
            host.normalisations().remember(Digest.of(file), choice.normalisation());
        }
    }

    /// What to think of when a network classifies hardly better than by guessing; empty if it does not.
    static String doubt(Evaluation evaluation, NormalisationChoice choice) {
        return evaluation.isNearChance()
                ? "close to guessing (" + Figures.decimal(100 * evaluation.chance(), 1)
                        + " %): perhaps pixels are taken in another way than in training (" + choice.source().text()
                        + "; --scale, --mean, --std, --raw), or the classes stand in another order, or the model was not trained"
                : "";
    }

    /// How pixels are taken: as the options say, else as is usual for this number of channels.
    private Normalisation normalisation(Dataset pictures) throws ProblemException {
        int channels = pictures.extents().channels();
        if (raw) {
            return Normalisation.raw(channels);
        }
        Normalisation usual = Normalisation.usual(channels);
        double[] means = mean.isEmpty() ? usual.mean() : numbers(mean);
        double[] deviations = std.isEmpty() ? usual.std() : numbers(std);
        try {
            return new Normalisation(scale == null ? usual.scale() : scale, means, deviations);
        } catch (IllegalArgumentException e) {
            throw ProblemException.ofSetting("cannot normalise the pictures", "--scale, --mean, --std",
                    String.valueOf(e.getMessage()), "give as many means as deviations, and no zero");
        }
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /// How to classify the pictures.
    static EvaluationPlan plan(Dataset pictures, Normalisation normalisation, SharedOptions options) {
        return new EvaluationPlan(normalisation, options.batch(BATCH),
                options.limit == null ? pictures.size() : options.limit);
    }

    /// Pictures as samples to compare networks on: as many as the limit says, 64 without one, in whole batches of the model.
    static Samples samples(Dataset pictures, Normalisation normalisation, OpenedModel model, SharedOptions options)
            throws ProblemException {
        int batch = SampleInputs.batch(model.graph(), model.inputs(options, BATCH));
        return new NetworkPictures(pictures, normalisation).samples(model.graph(),
                options.limit == null ? SAMPLES : options.limit, batch);
    }
}
