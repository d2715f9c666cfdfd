package dev.secateur.views.session;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;

/// The open model and all that views share about it. Lives on one thread, that of the job runner's delivery.
///
/// A job works on the version it started from. If the present has moved on when it ends, its result becomes a child of
/// that version and the present stays where the user went.
public final class SessionModel extends SharedState {

    private static final Told NOTHING_TOLD = new Told(null, null);

    private final SessionWork work;
    private final JobBoard jobs;
    private final ReadOnlyObjectWrapper<@Nullable Path> source = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable VersionTree> tree = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Version> present = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Analysis> analysis = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Integer> savedId = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyObjectWrapper<Measurement> measurement = new ReadOnlyObjectWrapper<>(Measurement.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Accuracy> accuracy = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<FreeBatch.@Nullable Refused> batchRefusal = new ReadOnlyObjectWrapper<>();
    private final VersionFacts facts = new VersionFacts();
    private final VersionTrials trials;
    private final Set<RunningJob> ofThisModel = new HashSet<>();
    private final Scope scope;
    private final Coupled coupled;
    private int modelsOpened;

    public SessionModel(JobRunner runner, SessionWork work) {
        this.work = work;
        this.jobs = new JobBoard(runner);
        this.trials = new VersionTrials(this, work, facts);
        this.scope = new Scope(this);
        this.coupled = new Coupled(this);
        runSettingsProperty().addListener((o, was, is) -> showAccuracy());
    }

    /// The jobs, the banner's problem and the dialog's defect. Views start their own jobs (layout, previews) here.
    public JobBoard jobs() {
        return jobs;
    }

    /// The network that is looked at: the model's own graph, or one inside a node.
    public Scope scope() {
        return scope;
    }

    /// The channels that must go together with those of the selected node.
    public Coupled coupled() {
        return coupled;
    }

    /// The file the model was opened from; null while none is open.
    public ReadOnlyObjectProperty<@Nullable Path> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    public @Nullable Path source() {
        return source.get();
    }

    /// All versions; null while no model is open.
    public ReadOnlyObjectProperty<@Nullable VersionTree> treeProperty() {
        return tree.getReadOnlyProperty();
    }

    public @Nullable VersionTree tree() {
        return tree.get();
    }

    /// The version that is shown; null while no model is open.
    public ReadOnlyObjectProperty<@Nullable Version> presentProperty() {
        return present.getReadOnlyProperty();
    }

    public @Nullable Version present() {
        return present.get();
    }

    /// Shapes, costs and blocks of the present; null until they are computed.
    public ReadOnlyObjectProperty<@Nullable Analysis> analysisProperty() {
        return analysis.getReadOnlyProperty();
    }

    public @Nullable Analysis analysis() {
        return analysis.get();
    }

    /// True while a model is open that is not analysed yet.
    public boolean isAnalysing() {
        return present() != null && analysis() == null;
    }

    /// What is known of a version so far; null for versions that were not looked at yet.
    public @Nullable Analysis analysisOf(Version version) {
        return facts.analyses.get(version.id());
    }

    /// What the method that made a version reported; of the original, what the record beside its file tells; null if that is
    /// nothing.
    public @Nullable MethodResult resultOf(Version version) {
        return facts.results.get(version.id());
    }

    /// How a version was trained last; null if it was not.
    public Told.@Nullable Course courseOf(Version version) {
        return facts.courses.get(version.id());
    }

    /// Times of the present; {@link Measurement#NONE} until it was measured. Never null.
    public ReadOnlyObjectProperty<Measurement> measurementProperty() {
        return measurement.getReadOnlyProperty();
    }

    public Measurement measurement() {
        return measurement.get();
    }

    /// Keeps the times of a version of the open model.
    public void keep(Version version, Measurement measured) {
        facts.keep(version.id(), measured);
        trials.tell();
        if (present() == version) {
            measurement.set(measured);
        }
    }

    /// How well the present classifies the chosen data; null until that was measured.
    public ReadOnlyObjectProperty<@Nullable Accuracy> accuracyProperty() {
        return accuracy.getReadOnlyProperty();
    }

    /// How well a version classifies the chosen data; null if that was not measured.
    public @Nullable Accuracy accuracyOf(Version version) {
        return facts.accuracy(version.id(), runSettings().data());
    }

    /// Times of a version; {@link Measurement#NONE} if it was not measured.
    public Measurement measurementOf(Version version) {
        return facts.measurement(version.id());
    }

    /// The message of the status line. Never null.
    public ObjectProperty<Status> statusProperty() {
        return jobs.statusProperty();
    }

    public BooleanBinding canUndo() {
        return Bindings.createBooleanBinding(() -> tree() != null && tree().undoTarget().isPresent(), tree);
    }

    public BooleanBinding canRedo() {
        return Bindings.createBooleanBinding(() -> tree() != null && tree().redoTarget().isPresent(), tree);
    }

    /// True while the present was neither opened from a file nor exported.
    public BooleanBinding isUnsaved() {
        return Bindings.createBooleanBinding(() -> {
            Version now = present();
            return now != null && !now.isOriginal() && now.id() != savedId.get();
        }, present, savedId);
    }

    /// Opens a model; the one that is open stays until the new one has been read, and for good if it cannot be.
    public RunningJob open(Path file) {
        return jobs.start(OpenedFile.reading(work, file), opened -> {
            adopt(file, VersionTree.of("Original", opened.graph()), 0, opened.known());
            opened.said().ifPresent(jobs.statusProperty()::set);
        });
    }

    /// Takes versions that are there already in place of what is open.
    ///
    /// @param file that the original was opened from
    /// @param exported id of the version that was written last; 0 if none was
    public void adopt(Path file, VersionTree versions, int exported) {
        adopt(file, versions, exported, VersionTrials.Known.NOTHING);
    }

    /// The same with what is known of them.
    void adopt(Path file, VersionTree versions, int exported, VersionTrials.Known known) {
        ofThisModel.forEach(RunningJob::cancel);
        ofThisModel.clear();
        facts.clear();
        facts.restore(known.measured());
        known.told().forEach(facts::keep);
        modelsOpened++;
        jobs.problemProperty().set(null);
        select(Selection.NONE);
        hoveredProperty().set(Selection.NONE);
        savedId.set(exported);
        source.set(file);
        jobs.statusProperty().set(Status.NONE);
        install(versions);
        trials.analyseOthers(versions);
    }

    /// Applies a method to the present; `label` names the version that it makes.
    ///
    /// @param config the method's own configuration record
    /// @throws IllegalStateException if no model is open
    public RunningJob apply(String method, Record config, String label) {
        return apply(MethodStart.of(openVersion(), method, config, label));
    }

    /// Starts a job again that had not ended when the program did; its trainings go on where they saved themselves.
    ///
    /// @throws ProblemException if its method or configuration is not known any more
    public RunningJob goOn(SessionFile.OpenJob job) throws ProblemException {
        return apply(MethodStart.again(openTree().version(job.version()), job));
    }

    private RunningJob apply(MethodStart start) {
        Version from = start.from();
        FindingWatch watch = new FindingWatch(from, start.method(), findingProperty());
        TrainingWatch training = new TrainingWatch(start.label(), methodTrainingProperty());
        SessionWork.Request request = start.request(this, watch, training, openTree().original().graph());
        RunningJob started = startForModel(new Job<>(start.label(), Job.Lane.COMPUTE, p -> work.apply(request, p)),
                made -> made.status(start.label()
                        + add(from, start.label(), made.result().graph(), made.step(),
                                new Told(made.result(), training.course()))));
        return start.mark(training.follow(watch.follow(started)), request);
    }

    /// Id of the version that was opened or written last.
    public ReadOnlyObjectProperty<Integer> savedIdProperty() {
        return savedId.getReadOnlyProperty();
    }

    public void undo() {
        install(openTree().undo());
    }

    public void redo() {
        install(openTree().redo());
    }

    /// Makes a version the present.
    public void goTo(int version) {
        install(openTree().goTo(version));
    }

    /// Exports the present as ONNX. The file the model came from is never written to; that and anything else that
    /// stands in the way goes to the banner.
    public void export(Path target) {
        Version version = openVersion();
        Path from = source();
        if (from == null || isSource(target)) {
            jobs.problemProperty().set(SourceFile.refusal(target));
            return;
        }
        SessionWork.Export request = new SessionWork.Export(version, from, target, runSettings());
        Job<SessionWork.Exported> job = new Job<>("Export " + target.getFileName(), Job.Lane.COMPUTE,
                p -> work.export(request, p));
        startForModel(job, exported -> {
            savedId.set(version.id());
            return exported.status();
        });
    }

    /// Times the present in ONNX Runtime.
    public RunningJob measure() {
        return trials.measure(openVersion());
    }

    /// Counts how many pictures of the chosen data the present classifies rightly, in ONNX Runtime.
    ///
    /// @throws IllegalStateException if no data is chosen
    public RunningJob evaluate() {
        return trials.evaluate(openVersion());
    }

    /// Analyses, measures and evaluates any version.
    public VersionTrials trials() {
        return trials;
    }

    /// Makes a version of the present that takes any batch, or says in {@link #batchRefusalProperty()} why there is none.
    public RunningJob freeBatch() {
        Version from = openVersion();
        batchRefusal.set(null);
        Job<FreeBatch.Result> job = new Job<>("Free the batch of " + from.name(), Job.Lane.COMPUTE,
                p -> work.freeBatch(from.graph(), p));
        return startForModel(job, result -> {
            if (result instanceof FreeBatch.Freed freed) {
                return BatchStatus.freed(freed,
                        add(from, "Any batch", freed.graph(), new Step("free-batch", "{}"), NOTHING_TOLD));
            }
            batchRefusal.set(present() == from ? (FreeBatch.Refused) result : null);
            return BatchStatus.refused((FreeBatch.Refused) result, from);
        });
    }

    /// Starts work that makes a version.
    ///
    /// @param from the version that it is made from
    /// @param stop what cancelling does once the work runs, so that it can end by itself with what it has so far; null for the
    ///     usual way, which drops the result
    public RunningJob grow(Version from, Job<Grown> job, @Nullable Runnable stop) {
        RunningJob started = startForModel(job, grown -> {
            String place = add(from, grown.label(), grown.graph(), grown.step(), grown.told());
            return new Status(grown.said().kind(), grown.label() + place + ": " + grown.said().text());
        });
        if (stop != null) {
            started.stopWith(stop);
        }
        return started;
    }

    /// Why the batch of the present cannot be freed; null until that was tried in vain.
    public ReadOnlyObjectProperty<FreeBatch.@Nullable Refused> batchRefusalProperty() {
        return batchRefusal.getReadOnlyProperty();
    }

    /// Adds a version. If the user has gone elsewhere meanwhile, it stands beside the present, and the answer says so.
    private String add(Version from, String label, Graph graph, Step step, Told told) {
        VersionTree now = openTree();
        boolean moved = now.presentId() != from.id();
        VersionTree grown = now.addTo(from.id(), label, graph, step);
        int id = grown.versions().size() - 1;
        facts.keep(id, told);
        install(moved ? grown : grown.goTo(id));
        return moved ? " (added beside the present as " + grown.version(id).name() + ")" : "";
    }

    void showAccuracy() {
        Version now = present();
        accuracy.set(now == null ? null : accuracyOf(now));
    }

    /// True if a file is the one the model was opened from, under whatever name.
    public boolean isSource(Path file) {
        Path from = source();
        return from != null && SourceFile.isSame(from, file);
    }

    private Version openVersion() {
        return openTree().present();
    }

    private VersionTree openTree() {
        VersionTree now = tree();
        if (now == null) {
            throw new IllegalStateException("no model is open");
        }
        return now;
    }

    <R> RunningJob startForModel(Job<R> job, Function<R, Status> whenDone) {
        int model = modelsOpened;
        RunningJob started = jobs.startTelling(job,
                result -> model == modelsOpened ? whenDone.apply(result) : Status.NONE);
        ofThisModel.removeIf(j -> !j.isAlive());
        ofThisModel.add(started);
        return started;
    }

    private void install(VersionTree now) {
        Version shown = now.present();
        analysis.set(facts.analyses.get(shown.id()));
        measurement.set(facts.measurement(shown.id()));
        tree.set(now);
        select(facts.selection(now, present(), selection()));
        batchRefusal.set(null);
        present.set(shown);
        showAccuracy();
        if (analysis.get() == null) {
            trials.analyse(shown);
        }
    }

    void analysed(Version version, Analysis found) {
        if (present() == version) {
            analysis.set(found);
        }
    }
}
