package dev.secateur.views.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

import dev.secateur.engine.job.Job;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// The heavy jobs side by side, each from the moment it has taken longer than half a second.
///
/// The strip is always there and the place of a job stays for a while after its end and says how it ended, so that nothing moves away
/// from under the pointer: neither what stands above the strip when a job begins, nor the buttons of one job when another ends.
public final class JobsStrip extends HBox {

    private static final Duration PATIENCE = Duration.millis(500);
    private static final Duration AFTER = Duration.seconds(3);
    private static final Duration AFTER_LONG = Duration.seconds(15);
    private static final double ICON = 13;
    private static final double COUNTS = 150;

    private final JobBoard jobs;
    private final Consumer<RunningJob> log;
    private final Map<RunningJob, JobTile> tiles = new HashMap<>();
    private final HBox places = new HBox();
    private final Label idle = new Label("No job is running");
    private final Label counts = new Label();

    /// @param log shows the log of a job
    /// @param showAll shows or hides the list of all jobs
    public JobsStrip(JobBoard jobs, Consumer<RunningJob> log, Runnable showAll) {
        this.jobs = jobs;
        this.log = log;
        getStyleClass().add("jobs-strip");
        getStylesheets().add(stylesheet());
        setId("jobs-strip");
        setAlignment(Pos.CENTER_LEFT);
        idle.getStyleClass().addAll("job-text", "jobs-idle");
        idle.managedProperty().bind(idle.visibleProperty());
        counts.getStyleClass().add("job-text");
        counts.setId("jobs-counts");
        // Wide enough for all it tells, or tiles would shrink under the pointer when a job ends.
        counts.setMinWidth(COUNTS);
        counts.setAlignment(Pos.CENTER_RIGHT);
        places.setMinWidth(0);
        HBox.setHgrow(places, Priority.ALWAYS);
        places.widthProperty().addListener(o -> fit());
        getChildren().addAll(idle, places, counts, all(showAll));
        jobs.running().addListener(this::changed);
        jobs.ended().addListener((InvalidationListener) o -> show());
        hoverProperty().addListener((o, was, is) -> {
            if (!is) {
                List.copyOf(places.getChildren()).stream().map(JobTile.class::cast).filter(JobTile::isOver)
                        .forEach(this::clear);
            }
        });
        show();
    }

    private static Button all(Runnable show) {
        Button button = new Button("All jobs", Icon.HISTORY.at(ICON));
        button.setId("all-jobs");
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip("What ran, what came of it and how long it took"));
        button.setOnAction(e -> show.run());
        return button;
    }

    static String stylesheet() {
        return java.util.Objects.requireNonNull(JobsStrip.class.getResource("job.css")).toExternalForm();
    }

    private void changed(ListChangeListener.Change<? extends RunningJob> change) {
        while (change.next()) {
            change.getRemoved().forEach(this::end);
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
                places.getChildren().add(tile);
                fit();
                show();
            }
        });
        pause.play();
    }

    /// Its place stays until the pointer is elsewhere.
    private void end(RunningJob job) {
        JobTile tile = tiles.remove(job);
        if (tile != null) {
            tile.end();
            PauseTransition pause = new PauseTransition(tile.isNews() ? AFTER_LONG : AFTER);
            pause.setOnFinished(e -> {
                tile.letGo();
                if (!isHover()) {
                    clear(tile);
                }
            });
            pause.play();
        }
    }

    private void clear(JobTile tile) {
        places.getChildren().remove(tile);
        fit();
        show();
    }

    /// Shows as many as there is room for; the rest is counted.
    private void fit() {
        List<Node> all = places.getChildren();
        int room = Math.max(1, (int) (places.getWidth() / JobTile.LEAST));
        for (int i = 0; i < all.size(); i++) {
            all.get(i).setVisible(i < room);
            all.get(i).setManaged(i < room);
        }
        tellCounts();
    }

    private void show() {
        idle.setVisible(places.getChildren().isEmpty());
        tellCounts();
    }

    private void tellCounts() {
        long hidden = places.getChildren().stream().filter(n -> !n.isManaged()).count();
        long heavy = jobs.ended().stream().filter(j -> j.lane() == Job.Lane.COMPUTE).count();
        String ended = heavy == 0 ? "" : Figures.count(heavy) + " finished";
        counts.setText(hidden == 0 ? ended : Figures.count(hidden) + " more" + (ended.isEmpty() ? "" : " · " + ended));
    }
}
