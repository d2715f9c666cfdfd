package dev.secateur.views.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Setting;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.experiment.TrainForm;
import dev.secateur.engine.experiment.TrainOutcome;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.CourseKeeper;
import dev.secateur.views.session.Grown;
import dev.secateur.views.session.MethodTraining;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.text.Figures;

/// A training from its form to the version that it makes.
///
/// Events come on the thread that trains; they are queued there and taken in when the job's progress is delivered.
public final class TrainingViewModel {

    private final SessionModel session;
    private final TrainingWork work;
    private final FormModel<TrainForm> form = new FormModel<>(TrainForm.defaults());
    private final Curves curves = new Curves();
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.IDLE);
    private final ReadOnlyStringWrapper facts = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Integer> drawn = new ReadOnlyObjectWrapper<>(0);
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper obstacle = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper needsData = new ReadOnlyBooleanWrapper();
    private final SampleLook look;
    private final KeptTrainings kept;
    private final Queue<TrainEvent> events = new ConcurrentLinkedQueue<>();
    private @Nullable RunningJob job;
    private Pause pause = new Pause();

    /// Where a training is.
    public enum State {
        IDLE, RUNNING, PAUSED, STOPPING
    }

    public TrainingViewModel(SessionModel session, TrainingWork work) {
        this.session = session;
        this.work = work;
        this.kept = new KeptTrainings(session, work);
        this.look = new SampleLook(session, work);
        form.configProperty().addListener(o -> refresh());
        session.presentProperty().addListener((o, was, is) -> {
            showCourse(is);
            refresh();
        });
        session.runSettingsProperty().addListener(o -> refresh());
        session.methodTrainingProperty().addListener((o, was, is) -> {
            if (is != null) {
                follow(is);
            }
        });
        refresh();
    }

    /// Draws how a version was trained, unless a training is drawn that runs, or that very one.
    private void showCourse(@Nullable Version version) {
        Told.Course course = version == null ? null : session.courseOf(version);
        if (state.get() != State.IDLE || course != null && course.done().equals(curves.epochs())) {
            return;
        }
        curves.clear();
        if (version != null && course != null) {
            curves.show(course);
            facts.set(version.name() + " " + version.label() + " · " + curves.facts());
        }
        drawn.set(drawn.get() + 1);
    }

    /// A training within a method is drawn here too, unless one of this panel runs.
    private void follow(MethodTraining training) {
        if (state.get() == State.IDLE) {
            training.events().forEach(curves::take);
            facts.set(training.title() + " · " + curves.facts());
            drawn.set(drawn.get() + 1);
        }
    }

    public FormModel<TrainForm> form() {
        return form;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// One line: epoch, loss, learning rate, speed, time left; or why nothing can be trained.
    public ReadOnlyStringProperty factsProperty() {
        return facts.getReadOnlyProperty();
    }

    /// Changes whenever the curves did.
    public ReadOnlyObjectProperty<Integer> drawnProperty() {
        return drawn.getReadOnlyProperty();
    }

    /// True if a training can be started.
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /// Why nothing can be trained now; empty if something can, or a training runs.
    public ReadOnlyStringProperty obstacleProperty() {
        return obstacle.getReadOnlyProperty();
    }

    /// True if it is data that is missing.
    public ReadOnlyBooleanProperty needsDataProperty() {
        return needsData.getReadOnlyProperty();
    }

    Curves curves() {
        return curves;
    }

    /// Test pictures as the network gets them.
    public ObservableList<TrainingWork.Sample> samples() {
        return look.samples();
    }

    private void refresh() {
        boolean possible = session.present() != null && !session.runSettings().data().isNone()
                && form.configProperty().get() != null;
        ready.set(possible && state.get() == State.IDLE);
        boolean noData = session.present() != null && session.runSettings().data().isNone();
        needsData.set(noData);
        obstacle.set(possible || state.get() != State.IDLE
                ? ""
                : session.present() == null
                        ? "Training needs a model: open one first."
                        : noData
                                ? "Training needs labelled pictures, and no data is chosen."
                                : "A setting above cannot be used; what is wrong stands below it.");
        if (state.get() == State.IDLE && curves.isEmpty()) {
            facts.set(session.present() == null || noData ? "" : session.runSettings().data().title());
        }
    }

    /// True while somebody looks; pictures are not fetched before.
    public BooleanProperty activeProperty() {
        return look.activeProperty();
    }

    /// How well the present classifies the chosen data; null until that was measured.
    public ReadOnlyObjectProperty<@Nullable Accuracy> accuracyProperty() {
        return session.accuracyProperty();
    }

    /// Counts right answers of the present on the test pictures.
    public void evaluate() {
        if (session.present() != null && !session.runSettings().data().isNone()) {
            session.evaluate();
        }
    }

    /// Shows the first test pictures as the present gets them.
    public void look() {
        look.look();
    }

    /// A training of the open model to go on with; null if there is none.
    public ReadOnlyObjectProperty<TrainingWork.@Nullable Offer> offerProperty() {
        return kept.offerProperty();
    }

    /// The newest record of a training of the open model, else that of the run that made it; null if there is none.
    public ReadOnlyObjectProperty<TrainingWork.@Nullable Recorded> recordProperty() {
        return kept.recordProperty();
    }

    /// Trains the present. Stopping keeps the best weights so far.
    public void start() {
        Version from = session.present();
        TrainForm config = form.configProperty().get();
        if (from != null && config != null && ready.get()) {
            start(from, config, null);
        }
    }

    /// Goes on with the offered training.
    public void goOn() {
        TrainingWork.Offer offer = kept.offerProperty().get();
        TrainForm config = offer == null ? null : offer.form();
        if (offer != null && config != null && state.get() == State.IDLE) {
            show(config);
            kept.begin(offer, from -> start(from, config, offer));
        }
    }

    private void show(TrainForm config) {
        Setting.of(config).forEach(
                setting -> form.field(setting.key()).ifPresent(field -> field.show(setting)));
    }

    /// What was cut off by the end of the program and how far it came; empty if nothing was, or it was put off.
    public ReadOnlyStringProperty cutOffProperty() {
        return kept.cutOffProperty();
    }

    /// Says no more of it; it can be gone on with later.
    public void putOff() {
        kept.putOff();
    }

    /// Drops the offered training.
    public void forget() {
        kept.forget();
    }

    private void start(Version from, TrainForm config, TrainingWork.@Nullable Offer offer) {
        VersionTree tree = session.tree();
        Path source = session.source();
        if (tree == null || source == null) {
            return;
        }
        curves.clear();
        events.clear();
        pause = new Pause();
        Stop stop = new Stop();
        TrainingWork.Request request = new TrainingWork.Request(
                new TrainingWork.Begin(from.graph(), source, from.label(), kept.steps(tree, from), offer),
                tree.original().graph(), config, session.runSettings(), pause);
        Job<Grown> training = new Job<>("Train " + from.name(), Job.Lane.COMPUTE,
                progress -> {
                    CourseKeeper keeper = new CourseKeeper();
                    TrainListener listener = event -> {
                        events.add(event);
                        keeper.on(event);
                    };
                    return grown(work.train(request, listener, stop.over(progress)).outcome(), config, keeper.course());
                });
        state.set(State.RUNNING);
        RunningJob started = session.grow(from, training, () -> {
            stop.request();
            state.set(State.STOPPING);
        });
        job = started;
        started.pauseWith(pause);
        started.heldProperty().addListener((o, was, is) -> follow(is));
        started.fractionProperty().addListener(o -> drain());
        started.textProperty().addListener(o -> drain());
        started.stateProperty().addListener(o -> ended(started));
        ended(started);
        refresh();
    }

    private void ended(RunningJob started) {
        if (!started.isAlive()) {
            drain();
            curves.close();
            if (!curves.isEmpty()) {
                facts.set(curves.facts());
            }
            state.set(State.IDLE);
            refresh();
            kept.look(false);
        }
    }

    private static Grown grown(TrainOutcome outcome, TrainForm config,
            Told.@Nullable Course course) throws ProblemException {
        TrainResult result = outcome.training();
        EpochResult best = result.epochs().stream().filter(e -> e.epoch() == result.bestEpoch()).findFirst()
                .orElse(null);
        String share = best == null || best.heldOutAccuracy() == null
                ? ""
                : ", " + Figures.decimal(100 * best.heldOutAccuracy(), 2) + " % of the held-out pictures right";
        String epoch = best == null ? "no epoch was finished" : "epoch " + best.epoch() + " kept" + share;
        int done = result.epochs().size();
        return new Grown(outcome.graph(),
                "Trained, " + done + (done == 1 ? " epoch" : " epochs")
                        + (result.ending() == TrainEvent.Ending.DONE ? "" : ", partial"),
                new Step("train", ConfigJson.write(config)), switch (result.ending()) {
                    case DONE -> Status.good(epoch + measured(outcome));
                    case CANCELLED -> Status.warning("stopped, partial result: " + epoch);
                    case DIVERGED -> Status.bad("diverged, last good weights: " + epoch + (result.problem() == null
                            ? ""
                            : "; " + result.problem().sentence()));
                }, course);
    }

    /// `; 91.20 % of 2,000 test pictures right, 88.05 % before`; empty if it was not measured.
    private static String measured(TrainOutcome outcome) {
        Evaluation after = outcome.after();
        Evaluation before = outcome.before();
        return after == null
                ? ""
                : "; " + Figures.decimal(100 * after.top1(), 2) + " % of " + Figures.count(after.samples())
                        + " test pictures right"
                        + (before == null ? "" : ", " + Figures.decimal(100 * before.top1(), 2) + " % before");
    }

    /// Holds the training, or lets it go on.
    public void pauseOrResume() {
        RunningJob running = job;
        if (running != null && (state.get() == State.RUNNING || state.get() == State.PAUSED)) {
            running.pauseOrResume();
        }
    }

    /// The jobs strip can hold it too.
    private void follow(boolean held) {
        if (state.get() == State.RUNNING || state.get() == State.PAUSED) {
            state.set(held ? State.PAUSED : State.RUNNING);
        }
    }

    /// Ends the training with the best weights so far.
    public void stop() {
        RunningJob running = job;
        if (running != null) {
            running.cancel();
        }
    }

    private void drain() {
        boolean any = false;
        for (TrainEvent event = events.poll(); event != null; event = events.poll()) {
            curves.take(event);
            any = true;
        }
        if (any) {
            facts.set(curves.facts());
            drawn.set(drawn.get() + 1);
        }
    }

    /// All that was learned of the running training.
    List<EpochResult> epochs() {
        return curves.epochs();
    }
}
