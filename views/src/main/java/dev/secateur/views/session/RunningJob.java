package dev.secateur.views.session;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;

/// One job as the jobs strip shows it.
public final class RunningJob {

    /// Where a job is in its life; it ends in exactly one of the last four.
    public enum State {
        QUEUED, RUNNING, DONE, FAILED, CANCELLED, BROKEN
    }

    private final String title;
    private final Job.Lane lane;
    private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(-1);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.QUEUED);
    private JobRunner.Handle handle = () -> {};

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

    void attach(JobRunner.Handle started) {
        handle = started;
    }

    void progressed(double newFraction, String newText) {
        state.set(State.RUNNING);
        fraction.set(newFraction);
        text.set(newText);
    }

    void end(State how) {
        state.set(how);
    }
}
