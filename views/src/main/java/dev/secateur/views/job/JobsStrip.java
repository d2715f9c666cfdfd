package dev.secateur.views.job;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import dev.secateur.engine.job.Job;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.session.RunningJob;

/// The heavy jobs side by side. There while one has taken longer than half a second, otherwise of no height.
public final class JobsStrip extends HBox {

    private static final Duration PATIENCE = Duration.millis(500);

    private final JobBoard jobs;
    private final Consumer<RunningJob> log;
    private final Map<RunningJob, JobTile> tiles = new HashMap<>();

    /// @param log shows the log of a job
    public JobsStrip(JobBoard jobs, Consumer<RunningJob> log) {
        this.jobs = jobs;
        this.log = log;
        getStyleClass().add("jobs-strip");
        getStylesheets().add(stylesheet());
        setId("jobs-strip");
        jobs.running().addListener(this::changed);
        show();
    }

    static String stylesheet() {
        return java.util.Objects.requireNonNull(JobsStrip.class.getResource("job.css")).toExternalForm();
    }

    private void changed(ListChangeListener.Change<? extends RunningJob> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::remove);
            change.getAddedSubList().stream().filter(j -> j.lane() == Job.Lane.COMPUTE).forEach(this::wait);
        }
        show();
    }

    private void wait(RunningJob job) {
        PauseTransition pause = new PauseTransition(PATIENCE);
        pause.setOnFinished(e -> {
            if (jobs.running().contains(job)) {
                JobTile tile = new JobTile(job, log);
                tiles.put(job, tile);
                getChildren().add(tile);
                show();
            }
        });
        pause.play();
    }

    private void remove(RunningJob job) {
        JobTile tile = tiles.remove(job);
        if (tile != null) {
            getChildren().remove(tile);
        }
    }

    private void show() {
        setVisible(!getChildren().isEmpty());
        setManaged(!getChildren().isEmpty());
    }
}
