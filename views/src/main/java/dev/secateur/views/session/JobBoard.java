package dev.secateur.views.session;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.problem.Problem;

/// Starts jobs, lists them, and takes in what they could not do: a problem goes to the banner, a defect to the dialog.
public final class JobBoard {

    private static final int ENDED_KEPT = 50;

    private final JobRunner runner;
    private final ObservableList<RunningJob> running = FXCollections.observableArrayList();
    private final ObservableList<RunningJob> ended = FXCollections.observableArrayList();
    private final ObservableList<RunningJob> shownRunning = FXCollections.unmodifiableObservableList(running);
    private final ObservableList<RunningJob> shownEnded = FXCollections.unmodifiableObservableList(ended);
    private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable Defect> defect = new SimpleObjectProperty<>();
    private final ObjectProperty<Status> status = new SimpleObjectProperty<>(Status.NONE);

    public JobBoard(JobRunner runner) {
        this.runner = runner;
    }

    /// The jobs that are queued or running, oldest first.
    public ObservableList<RunningJob> running() {
        return shownRunning;
    }

    /// The last jobs that have ended, newest first.
    public ObservableList<RunningJob> ended() {
        return shownEnded;
    }

    /// The problem that the banner shows; null for none. Setting null dismisses it.
    public ObjectProperty<@Nullable Problem> problemProperty() {
        return problem;
    }

    /// The defect that the dialog shows; null for none.
    public ObjectProperty<@Nullable Defect> defectProperty() {
        return defect;
    }

    /// What the status line says. Never null.
    public ObjectProperty<Status> statusProperty() {
        return status;
    }

    /// Starts a job of which `whenDone` takes the result and says what came of it, for the status line and the list of
    /// jobs; {@link Status#NONE} leaves both as they are. Problems and defects are shown.
    public <R> RunningJob startTelling(Job<R> job, Function<R, Status> whenDone) {
        return begin(job, (shown, outcome) -> {
            if (outcome instanceof Outcome.Done<R>(R result)) {
                Status said = whenDone.apply(result);
                if (!said.equals(Status.NONE)) {
                    shown.tell(said.text());
                    status.set(said);
                }
            }
        });
    }

    /// Starts a job whose result goes to `whenDone`; problems and defects are shown.
    public <R> RunningJob start(Job<R> job, Consumer<R> whenDone) {
        return startFor(job, outcome -> {
            if (outcome instanceof Outcome.Done<R>(R result)) {
                whenDone.accept(result);
            }
        });
    }

    /// Starts a job whose outcome goes to `whenEnded` after problems and defects have been taken in.
    public <R> RunningJob startFor(Job<R> job, Consumer<Outcome<R>> whenEnded) {
        return begin(job, (shown, outcome) -> whenEnded.accept(outcome));
    }

    /// Starts a job that nobody needs to see: it is not listed, and what it could not do goes to `whenEnded` alone.
    public <R> void startQuietly(Job<R> job, Consumer<Outcome<R>> whenEnded) {
        var unused = runner.start(job, (fraction, text) -> {}, whenEnded);
    }

    private <R> RunningJob begin(Job<R> job, BiConsumer<RunningJob, Outcome<R>> whenEnded) {
        RunningJob shown = new RunningJob(job.title(), job.lane());
        running.add(shown);
        shown.attach(runner.start(job, shown::progressed, outcome -> {
            takeIn(shown, outcome);
            running.remove(shown);
            whenEnded.accept(shown, outcome);
            ended.addFirst(shown);
            if (ended.size() > ENDED_KEPT) {
                ended.removeLast();
            }
        }));
        return shown;
    }

    private void takeIn(RunningJob job, Outcome<?> outcome) {
        switch (outcome) {
            case Outcome.Done<?> _ -> job.end(RunningJob.State.DONE, "");
            case Outcome.Cancelled<?> _ -> job.end(RunningJob.State.CANCELLED, "");
            case Outcome.Failed<?>(Problem met) -> {
                problem.set(met);
                job.end(RunningJob.State.FAILED, met.sentence());
            }
            case Outcome.Broken<?>(Throwable error) -> {
                defect.set(new Defect(job.title(), error));
                job.end(RunningJob.State.BROKEN, error.toString());
            }
        }
    }
}
