package dev.secateur.views.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.ObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Told;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.engine.train.TrainListener;

/// Carries how a method trains from the thread that works to the one that the session lives on: queued where it is told, shown when
/// the job's progress is delivered.
final class TrainingWatch implements TrainListener {

    private final String title;
    private final ObjectProperty<@Nullable MethodTraining> shown;
    private final Queue<TrainEvent> queue = new ConcurrentLinkedQueue<>();
    private final CourseKeeper keeper = new CourseKeeper();

    TrainingWatch(String title, ObjectProperty<@Nullable MethodTraining> shown) {
        this.title = title;
        this.shown = shown;
    }

    @Override
    public void on(TrainEvent event) {
        queue.add(event);
        keeper.on(event);
    }

    /// How it trained last; null if it did not.
    Told.@Nullable Course course() {
        return keeper.course();
    }

    RunningJob follow(RunningJob job) {
        job.fractionProperty().addListener(o -> deliver());
        job.textProperty().addListener(o -> deliver());
        job.stateProperty().addListener(o -> {
            deliver();
            if (!job.isAlive()) {
                shown.set(null);
            }
        });
        return job;
    }

    private void deliver() {
        List<TrainEvent> news = new ArrayList<>();
        for (TrainEvent event = queue.poll(); event != null; event = queue.poll()) {
            news.add(event);
        }
        if (!news.isEmpty()) {
            shown.set(new MethodTraining(title, news));
        }
    }
}
