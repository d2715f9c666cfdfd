package dev.secateur.views.job;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.session.RunningJob;
import dev.secateur.views.theme.Icon;

/// One job in the list of all: how it ended, its title, its result, when it began and how long it took.
final class JobCell extends ListCell<RunningJob> {

    private static final double ICON = 14;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    JobCell() {
        // As wide as the list, however long the result is.
        setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable RunningJob job, boolean empty) {
        super.updateItem(job, empty);
        setText(null);
        setGraphic(job == null || empty ? null : content(job));
        setAccessibleText(job == null || empty ? "" : job.title() + ", " + state(job));
    }

    private static HBox content(RunningJob job) {
        Label title = new Label(job.title());
        title.getStyleClass().add("job-title");
        title.setMinWidth(0);
        Label times = new Label(job.isAlive()
                ? state(job)
                : CLOCK.format(job.started().atZone(ZoneId.systemDefault())) + "   " + JobsPane.seconds(job.took()));
        times.getStyleClass().addAll("job-text", "mono");
        times.setMinWidth(USE_PREF_SIZE);
        HBox first = new HBox(8, title, JobsPane.gap(), times);
        Label result = new Label(job.resultProperty().get().isEmpty() ? state(job) : job.resultProperty().get());
        result.getStyleClass().add("job-text");
        result.setMinWidth(0);
        result.setTooltip(new Tooltip(result.getText()));
        VBox body = new VBox(2, first, result);
        body.setMinWidth(0);
        HBox.setHgrow(body, Priority.ALWAYS);
        Region icon = icon(job).at(ICON);
        icon.getStyleClass().add("job-" + job.state().name().toLowerCase(Locale.ROOT));
        HBox all = new HBox(8, icon, body);
        all.setAlignment(Pos.CENTER_LEFT);
        if (job.isAlive()) {
            all.getChildren().add(cancel(job));
        }
        return all;
    }

    static Button cancel(RunningJob job) {
        Button cancel = new Button(null, Icon.X.at(ICON));
        cancel.getStyleClass().addAll("icon-button", "small");
        cancel.setTooltip(new Tooltip("Cancel"));
        cancel.setAccessibleText("Cancel " + job.title());
        cancel.setOnAction(e -> job.cancel());
        return cancel;
    }

    static Icon icon(RunningJob job) {
        return switch (job.state()) {
            case QUEUED -> Icon.CLOCK;
            case RUNNING -> Icon.PLAY;
            case DONE -> Icon.CHECK_CIRCLE;
            case CANCELLED -> Icon.BAN;
            case FAILED, BROKEN -> Icon.ERROR;
        };
    }

    static String state(RunningJob job) {
        return switch (job.state()) {
            case QUEUED -> "queued";
            case RUNNING -> "running";
            case DONE -> "done";
            case CANCELLED -> "cancelled";
            case FAILED -> "failed";
            case BROKEN -> "stopped by a defect";
        };
    }
}
