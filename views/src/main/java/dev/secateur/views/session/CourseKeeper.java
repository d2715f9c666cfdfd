package dev.secateur.views.session;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Told;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainListener;

/// Keeps in short how a training goes; of several, the last one. Told on the thread that trains, asked on any.
public final class CourseKeeper implements TrainListener {

    private static final int RATES = 200;

    private final List<EpochResult> done = new ArrayList<>();
    private final List<TrainEvent.Rate> rates = new ArrayList<>();
    private TrainEvent.@Nullable Started started;
    private TrainEvent.Ending ending = TrainEvent.Ending.CANCELLED;

    @Override
    public synchronized void on(TrainEvent event) {
        switch (event) {
            case TrainEvent.Started begun -> {
                started = begun;
                done.clear();
                rates.clear();
                ending = TrainEvent.Ending.CANCELLED;
            }
            case TrainEvent.WentOn before -> {
                done.addAll(before.epochs());
                rates.addAll(before.rates());
            }
            case TrainEvent.Stepped step -> {
                if (step.step() == 1 || step.step() % Math.max(1, step.steps() / RATES) == 0) {
                    rates.add(new TrainEvent.Rate(step.step(), step.lr()));
                }
            }
            case TrainEvent.EpochEnded end -> done.add(end.result());
            case TrainEvent.Ended end -> ending = end.ending();
            case TrainEvent.Remark remark -> {
                // The report of the method tells of it.
            }
            case TrainEvent.CheckpointWritten written -> {
                // Nothing of it is worth keeping.
            }
            case TrainEvent.CheckpointFailed failed -> {
                // The job has told of it.
            }
        }
    }

    /// How it went; null if nothing was trained.
    public synchronized Told.@Nullable Course course() {
        TrainEvent.Started begun = started;
        return begun == null
                ? null
                : new Told.Course(begun.epochs(), Math.max(1, begun.stepsPerEpoch()), done, rates, ending);
    }
}
