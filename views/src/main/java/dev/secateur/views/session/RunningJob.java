package dev.secateur.views.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.train.Pause;

/// One job as the jobs strip shows it.
public final class RunningJob {

    /// Where a job is in its life; it ends in exactly one of the last four.
    public enum State {
        QUEUED, RUNNING, DONE, FAILED, CANCELLED, BROKEN
    }

    private static final int LINES_KEPT = 200;

    /// One thing that a job told of itself.
    ///
    /// @param after since it was started
    public record Line(Duration after, String text) {}

    private final String title;
    private final Job.Lane lane;
    private final Instant started = Instant.now();
    private final List<Line> log = new ArrayList<>();
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private Duration took = Duration.ZERO;
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.QUEUED);
    private final ReadOnlyObjectWrapper<@Nullable Pause> pause = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper held = new ReadOnlyBooleanWrapper();
    private JobRunner.Handle handle = () -> {};
    private SessionFile.@Nullable OpenJob work;
    private @Nullable Instant begun;

    RunningJob(String title, Job.Lane lane) {
        this.title = title;
        this.lane = lane;
    }

    public String title() {
        return title;
    }

    public Job.Lane lane() {
        return lane;
    }

    /// 0 to 1, negative while the length is unknown.
    public ReadOnlyDoubleProperty fractionProperty() {
        return fraction.getReadOnlyProperty();
    }

    /// What is being done now.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    public State state() {
        return state.get();
    }

    /// What came of it, a sentence without a full stop; empty until it has ended, or if it has nothing to tell.
    public ReadOnlyStringProperty resultProperty() {
        return result.getReadOnlyProperty();
    }

    /// The last things it told of itself, oldest first, at most 200.
    public List<Line> log() {
        return List.copyOf(log);
    }

    /// When it was started, whether it could run at once or had to wait.
    public Instant started() {
        return started;
    }

    /// From its start to its end, waiting included; zero until it has ended.
    public Duration took() {
        return took;
    }

    /// True until it has ended.
    public boolean isAlive() {
        return state.get() == State.QUEUED || state.get() == State.RUNNING;
    }

    /// Asks the job to stop; does nothing once it has ended.
    public void cancel() {
        if (isAlive()) {
            text.set("cancelling");
            handle.cancel();
        }
    }

    /// What it does, in words by which it can be started again; null if it cannot.
    public SessionFile.@Nullable OpenJob work() {
        return work;
    }

    void does(SessionFile.OpenJob what) {
        work = what;
    }

    /// From now on it can be held.
    public void pauseWith(Pause how) {
        pause.set(how);
    }

    /// By what it can be held; null if it cannot.
    public ReadOnlyObjectProperty<@Nullable Pause> pauseProperty() {
        return pause.getReadOnlyProperty();
    }

    /// True while it is held, or waits for the end of its present step to be held.
    public ReadOnlyBooleanProperty heldProperty() {
        return held.getReadOnlyProperty();
    }

    /// Holds it, or lets it go on; does nothing if it cannot be held.
    public void pauseOrResume() {
        Pause by = pause.get();
        if (by != null && isAlive()) {
            held.set(!held.get());
            if (held.get()) {
                by.hold();
            } else {
                by.release();
            }
        }
    }

    /// How long it will still take if it goes on as fast as so far; empty while that cannot be told: in the first two seconds, before a
    /// fiftieth is done, and while it is held.
    public Optional<Duration> left(Instant now) {
        double done = fraction.get();
        Instant from = begun;
        if (state() != State.RUNNING || held.get() || from == null || done < 0.02 || done >= 1) {
            return Optional.empty();
        }
        Duration so = Duration.between(from, now);
        return so.toSeconds() < 2
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        (long) (so.toMillis() * (1 - done) / done)));
    }

    void attach(JobRunner.Handle started) {
        handle = started;
    }

    /// From now on cancelling asks the work itself to end, unless it still waits for its turn.
    void stopWith(Runnable stop) {
        JobRunner.Handle dropped = handle;
        handle = () -> {
            if (state() == State.QUEUED) {
                dropped.cancel();
            } else {
                stop.run();
            }
        };
    }

    void progressed(double newFraction, String newText) {
        if (begun == null) {
            begun = Instant.now();
        }
        state.set(State.RUNNING);
        fraction.set(newFraction);
        if (!newText.isEmpty() && !newText.equals(text.get())) {
            log(newText);
        }
        text.set(newText);
    }

    void end(State how, String why) {
        took = Duration.between(started, Instant.now());
        tell(why);
        state.set(how);
    }

    /// Says what came of it.
    void tell(String sentence) {
        if (!sentence.isEmpty()) {
            log(sentence);
            result.set(sentence);
        }
    }

    private void log(String line) {
        if (log.size() == LINES_KEPT) {
            log.removeFirst();
        }
        log.add(new Line(Duration.between(started, Instant.now()), line));
    }
}
