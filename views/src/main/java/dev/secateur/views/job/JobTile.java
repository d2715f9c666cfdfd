package dev.secateur.views.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.CopyButton;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.theme.Icon;

/// One job: title, step, time left, bar, pause, cancel.
final class JobTile extends HBox {

    /// Below this the title and the time left do not fit.
    static final double LEAST = 320;

    private static final double WIDTH = 460;
    private static final double ICON = 14;

    private final RunningJob job;
    private final Consumer<RunningJob> log;
    private boolean over;

    /// @param log shows the log of a job
    JobTile(RunningJob job, Consumer<RunningJob> log) {
        this.job = job;
        this.log = log;
        getStyleClass().add("job-tile");
        setAlignment(Pos.CENTER);
        Label title = new Label(job.title());
        title.getStyleClass().add("job-title");
        Label text = new Label();
        text.getStyleClass().add("job-text");
        text.textProperty().bind(Bindings.createStringBinding(() -> text(job), job.textProperty(),
                job.stateProperty(), job.fractionProperty(), job.heldProperty()));
        text.setMinWidth(0);
        // The title says which job it is; of the text its end may be missing.
        title.setMinWidth(USE_PREF_SIZE);
        title.setMaxWidth(WIDTH / 2);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        bar.progressProperty().bind(job.fractionProperty());
        Label left = new Label();
        left.getStyleClass().add("job-text");
        left.setMinWidth(USE_PREF_SIZE);
        left.textProperty()
                .bind(Bindings.createStringBinding(() -> job.left(Instant.now()).map(JobTile::left).orElse(""),
                        job.textProperty(), job.stateProperty(), job.fractionProperty(), job.heldProperty()));
        VBox body = new VBox(4, new HBox(8, title, text, JobsPane.gap(), left), bar);
        body.setAlignment(Pos.CENTER);
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(body, log(job, log), pause(job), JobCell.cancel(job));
        setMinWidth(LEAST);
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    /// The job has ended: the tile says how in its place, without buttons that would do nothing.
    void end() {
        boolean done = job.state() == RunningJob.State.DONE;
        Label title = new Label(JobNews.sentence(job));
        title.getStyleClass().add("job-title");
        title.setMinWidth(0);
        Label took = new Label(JobsPane.seconds(job.took()));
        took.getStyleClass().add("job-text");
        took.setMinWidth(USE_PREF_SIZE);
        Label result = new Label();
        result.textProperty().bind(job.resultProperty());
        result.getStyleClass().add("job-text");
        result.setMinWidth(0);
        result.managedProperty().bind(result.textProperty().isNotEmpty());
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(job.resultProperty());
        result.setTooltip(whole);
        VBox body = new VBox(1, new HBox(8, title, JobsPane.gap(), took), result);
        body.setAlignment(Pos.CENTER_LEFT);
        body.setMinWidth(0);
        HBox.setHgrow(body, Priority.ALWAYS);
        var icon = JobCell.icon(job).at(ICON);
        icon.getStyleClass().add("job-" + job.state().name().toLowerCase(Locale.ROOT));
        getChildren().setAll(icon, body);
        if (!done && job.state() != RunningJob.State.CANCELLED) {
            getChildren().add(CopyButton.of(() -> JobsPane.log(job)));
        }
        getChildren().add(log(job, log));
        setAccessibleText(title.getText());
    }

    /// True if someone may have turned to something else meanwhile.
    boolean isNews() {
        return JobNews.isNews(job);
    }

    /// It was shown long enough and may go.
    void letGo() {
        over = true;
    }

    /// True if it may go.
    boolean isOver() {
        return over;
    }

    private static String text(RunningJob job) {
        if (job.state() == RunningJob.State.QUEUED) {
            return "queued";
        }
        if (job.heldProperty().get()) {
            return "held";
        }
        return job.textProperty().get();
    }

    /// `about 3 min left`, in steps that do not flicker.
    static String left(Duration left) {
        long seconds = left.toSeconds();
        if (seconds < 10) {
            return "a few seconds left";
        }
        if (seconds < 90) {
            return "about " + Math.ceilDiv(seconds, 10) * 10 + " s left";
        }
        long minutes = Math.round(seconds / 60.0);
        return minutes < 90 ? "about " + minutes + " min left" : "about " + Math.round(minutes / 60.0) + " h left";
    }

    private static Button log(RunningJob job, Consumer<RunningJob> show) {
        Button log = new Button(null, Icon.HISTORY.at(ICON));
        log.getStyleClass().addAll("icon-button", "small");
        log.setTooltip(new Tooltip("Log"));
        log.setAccessibleText("Log of " + job.title());
        log.setOnAction(e -> show.accept(job));
        return log;
    }

    private static Button pause(RunningJob job) {
        Button pause = new Button();
        pause.getStyleClass().addAll("icon-button", "small");
        pause.managedProperty().bind(pause.visibleProperty());
        pause.visibleProperty().bind(job.pauseProperty().isNotNull());
        Runnable show = () -> {
            boolean held = job.heldProperty().get();
            pause.setGraphic((held ? Icon.PLAY : Icon.PAUSE).at(ICON));
            pause.setTooltip(new Tooltip(held ? "Go on" : "Hold after the present step"));
            pause.setAccessibleText((held ? "Go on with " : "Hold ") + job.title());
        };
        job.heldProperty().addListener(o -> show.run());
        show.run();
        pause.setOnAction(e -> job.pauseOrResume());
        return pause;
    }
}
