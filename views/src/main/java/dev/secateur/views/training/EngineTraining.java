package dev.secateur.views.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.experiment.Runner;
import dev.secateur.engine.experiment.TrainForm;
import dev.secateur.engine.experiment.TrainOutcome;
import dev.secateur.engine.experiment.TrainSets;
import dev.secateur.engine.experiment.TrainStep;
import dev.secateur.engine.experiment.TrainTask;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.record.RunStore;
import dev.secateur.engine.record.UnfinishedRun;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Saved;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.text.Figures;

/// The work of the training panel, done by the engine.
public final class EngineTraining implements TrainingWork {

    private static final Duration BETWEEN_CHECKPOINTS = Duration.ofSeconds(60);
    private static final int MINUTES = "2000-01-01 00:00".length();
    private static final String FORM = "form";
    private static final String THREADS = "threads";

    private final Datasets.Resources resources;
    private final RunStore store;
    private final String program;
    private final Duration betweenCheckpoints;

    /// With the data that comes with the program, where that is on the class path.
    ///
    /// @param store keeps records, and what is needed to go on after a crash
    /// @param program name and version, for records
    public EngineTraining(RunStore store, String program) {
        this(store, program, BETWEEN_CHECKPOINTS);
    }

    EngineTraining(RunStore store, String program, Duration betweenCheckpoints) {
        this.betweenCheckpoints = betweenCheckpoints;
        this.resources = name -> EngineTraining.class.getClassLoader().getResourceAsStream(name);
        this.store = store;
        this.program = program;
    }

    @Override
    public Trained train(Request request, TrainListener listener, Progress progress) throws ProblemException {
        progress.report(-1, "opening the data");
        Begin begin = request.begin();
        TrainSets sets = sets(request);
        NormalisationChoice choice = choice(request, sets.training().extents().channels());
        Offer offer = begin.offer();
        UnfinishedRun run = offer == null ? begun(request, choice) : offer.run().takenOver();
        String id = offer == null ? store.begin(run) : offer.id();
        store.change(id, run);
        boolean ended = false;
        try {
            if (offer == null && !begin.steps().isEmpty()) {
                OnnxWriter.write(begin.graph(), store.start(id));
            }
            TrainOutcome outcome = Runner.train(
                    task(request, new TrainTask.TrainData(sets, choice, request.form().heldOut()), id),
                    listener, progress);
            ended = outcome.training().ending() != TrainEvent.Ending.CANCELLED;
            return new Trained(outcome, store.file(store.add(outcome.record())));
        } finally {
            if (ended || !Files.exists(store.checkpoint(id))) {
                store.forget(id);
            } else {
                store.change(id, run.ended());
            }
        }
    }

    private UnfinishedRun begun(Request request, NormalisationChoice choice) throws ProblemException {
        Map<String, String> settings = new TreeMap<>(choice.normalisation().toMetadata());
        settings.put(FORM, ConfigJson.write(request.form()));
        settings.put(THREADS, Integer.toString(request.settings().threads()));
        return new UnfinishedRun(digest(request.original()), request.settings().data().spec(), request.begin().label(),
                request.begin().steps(), settings, OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                UnfinishedRun.presentProcess(), false);
    }

    private static String digest(Graph original) throws ProblemException {
        return Digest.of(OnnxReader.files(original));
    }

    private static NormalisationChoice choice(Request request, int channels) {
        Offer offer = request.begin().offer();
        Normalisation own = request.settings().data().normalisation();
        if (offer == null && own != null) {
            return new NormalisationChoice(own, NormalisationChoice.Source.OPTIONS);
        }
        return NormalisationChoice.of(
                offer == null ? request.begin().graph().header().metadata() : offer.run().settings(),
                Optional.empty(), channels);
    }

    /// All test pictures, so that the accuracy is that of evaluating the version.
    private TrainSets sets(Request request) throws ProblemException {
        Graph graph = request.begin().graph();
        TrainSets whole = TrainSets.open(
                new Datasets(resources, NetworkPictures.form(graph)),
                request.settings().data().spec(), Integer.MAX_VALUE);
        return new TrainSets(Holdout.first(whole.training(), request.form().limit()), whole.test(), whole.divided());
    }

    private TrainTask task(Request request, TrainTask.TrainData data, String id) throws ProblemException {
        Begin begin = request.begin();
        TrainForm form = request.form();
        String name = begin.source().getFileName() + (begin.steps().isEmpty() ? "" : ", " + begin.label());
        return new TrainTask(new TrainTask.Start(begin.graph(), begin.source(), name, begin.steps()),
                data, form.config(),
                TrainStep.teacher(form, begin.graph(), request.original()), null,
                new TrainInput.Conditions(form.seed(), threads(request), new TrainInput.Checkpoints(
                        store.checkpoint(id), betweenCheckpoints, begin.offer() != null), request.pause()),
                program);
    }

    private static int threads(Request request) {
        Offer offer = request.begin().offer();
        return offer == null
                ? request.settings().threads()
                : Integer.parseInt(offer.run().settings().getOrDefault(THREADS, "1"));
    }

    @Override
    public Kept kept(Graph original, DataChoice data, Progress progress) throws ProblemException {
        progress.report(-1, "looking for earlier trainings");
        String model = digest(original);
        Offer offer = null;
        for (RunStore.Unfinished found : store.unfinished()) {
            if (found.run().model().equals(model) && found.run().data().equals(data.spec())) {
                offer = offer(found);
                break;
            }
        }
        Recorded newest = null;
        for (RunStore.Kept record : store.all()) {
            if (record.record().model().sha256().equals(model)) {
                newest = new Recorded(record.record(), store.file(record.id()));
            }
        }
        return new Kept(offer, newest == null ? beside(original) : newest);
    }

    /// The record of the run that made the model itself, where that was not this program's window.
    private static @Nullable Recorded beside(Graph original) throws ProblemException {
        for (Path file : OnnxReader.files(original)) {
            Optional<RunRecord> record = dev.secateur.engine.session.Recorded.record(file);
            if (record.isPresent()) {
                return new Recorded(record.get(), RunRecord.beside(file));
            }
        }
        return null;
    }

    private Offer offer(RunStore.Unfinished found) {
        UnfinishedRun run = found.run();
        String what = "The training of " + (run.steps().isEmpty() ? "the model as opened" : run.label())
                + " that began " + run.started().replace('T', ' ').substring(0, MINUTES);
        try {
            TrainForm form = ConfigJson.read(TrainForm.class, run.settings().getOrDefault(FORM, ""));
            Saved saved = Saved.in(store.checkpoint(found.id()));
            return new Offer(found.id(), run, form, what + (run.stopped() ? " was stopped" : " was cut off") + " after "
                    + Figures.count(saved.steps()) + " steps, " + saved.epochs() + " of " + saved.of()
                    + " epochs done.");
        } catch (ProblemException e) {
            return new Offer(found.id(), run, null, what + " cannot be gone on with: " + e.problem().why() + ".");
        }
    }

    @Override
    public Graph startOf(Offer offer) throws ProblemException {
        return OnnxReader.read(store.start(offer.id()));
    }

    @Override
    public void forget(Offer offer) throws ProblemException {
        store.forget(offer.id());
    }

    private NetworkPictures open(Graph graph, DataChoice data, Split split) throws ProblemException {
        return NetworkPictures.open(resources, graph, data.spec(), split, data.normalisation());
    }

    @Override
    public List<Sample> preview(Graph graph, DataChoice data, int count, Progress progress) throws ProblemException {
        NetworkPictures pictures = open(graph, data, Split.TEST);
        Dataset.Extents extents = pictures.data().extents();
        List<String> classes = pictures.data().classes();
        List<Sample> samples = new ArrayList<>();
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults())) {
            for (Map<String, Tensor> run : pictures.samples(graph, count, count).runs()) {
                float[] given = run.values().iterator().next().toFloats();
                Tensor scores = session.run(run, progress).values().iterator().next();
                double[] values = scores.toDoubles();
                int rows = given.length / extents.values();
                int perRow = values.length / rows;
                for (int row = 0; row < rows && samples.size() < Math.min(count, pictures.data().size()); row++) {
                    int index = samples.size();
                    float[] own = java.util.Arrays.copyOfRange(given, row * extents.values(),
                            (row + 1) * extents.values());
                    int best = best(values, row * perRow, perRow);
                    samples.add(new Sample(extents.channels(), extents.height(), extents.width(), own,
                            classes.get(pictures.data().label(index)),
                            best < classes.size() ? classes.get(best) : "class " + best));
                }
            }
        }
        return samples;
    }

    private static int best(double[] values, int offset, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[offset + i] > values[offset + best] ? i : best;
        }
        return best;
    }
}
