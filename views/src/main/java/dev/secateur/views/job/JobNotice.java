package dev.secateur.views.job;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import dev.secateur.engine.job.Job;
import dev.secateur.views.component.CopyButton;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.theme.Icon;

/// Says for a while that a job has ended that took so long that one may have turned to something else.
public final class JobNotice extends HBox {

    private static final java.time.Duration LONG = java.time.Duration.ofSeconds(10);
    private static final Duration SHOWN = Duration.seconds(8);
    private static final double WIDTH = 360;
    private static final double ICON = 16;

    private final PauseTransition pause = new PauseTransition(SHOWN);
    private final Consumer<RunningJob> showLog;

    /// @param showLog shows the log of a job
    public JobNotice(JobBoard jobs, Consumer<RunningJob> showLog) {
        this.showLog = showLog;
        setId("job-notice");
        getStyleClass().addAll("job-notice", "floating");
        getStylesheets().add(JobsStrip.stylesheet());
        setSpacing(8);
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        setVisible(false);
        pause.setOnFinished(e -> setVisible(false));
        jobs.ended().addListener((ListChangeListener<RunningJob>) c -> {
            while (c.next()) {
                c.getAddedSubList().stream().filter(JobNotice::isWorthSaying).forEach(this::say);
            }
        });
    }

    private static boolean isWorthSaying(RunningJob job) {
        return job.lane() == Job.Lane.COMPUTE && job.state() != RunningJob.State.CANCELLED
                && job.took().compareTo(LONG) > 0;
    }

    private void say(RunningJob job) {
        boolean done = job.state() == RunningJob.State.DONE;
        Label title = new Label(job.title() + (done ? " is done" : " ended before it was done"));
        title.getStyleClass().add("job-title");
        Label result = new Label(job.resultProperty().get());
        result.getStyleClass().add("job-text");
        result.setWrapText(true);
        var icon = (done ? Icon.CHECK_CIRCLE : Icon.ERROR).at(ICON);
        icon.getStyleClass().add("job-" + job.state().name().toLowerCase(Locale.ROOT));
        Button log = new Button("Log");
        log.getStyleClass().add("small");
        log.setMinWidth(USE_PREF_SIZE);
        log.setOnAction(e -> {
            setVisible(false);
            showLog.accept(job);
        });
        VBox body = new VBox(2, title, result);
        HBox.setHgrow(body, javafx.scene.layout.Priority.ALWAYS);
        getChildren().setAll(icon, body);
        if (!done) {
            getChildren().add(CopyButton.of(() -> JobsPane.log(job)));
        }
        getChildren().add(log);
        setAccessibleText(title.getText());
        setVisible(true);
        pause.playFromStart();
    }
}
