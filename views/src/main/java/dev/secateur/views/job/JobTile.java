package dev.secateur.views.job;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.views.session.RunningJob;

/// One job: title, step, bar, cancel.
final class JobTile extends HBox {

    private static final double WIDTH = 420;

    JobTile(RunningJob job) {
        getStyleClass().add("job-tile");
        setAlignment(Pos.CENTER);
        Label title = new Label(job.title());
        title.getStyleClass().add("job-title");
        Label text = new Label();
        text.getStyleClass().add("job-text");
        text.textProperty().bind(Bindings.createStringBinding(() -> text(job), job.textProperty(),
                job.stateProperty()));
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.getStyleClass().add("job-bar");
        bar.progressProperty().bind(job.fractionProperty());
        VBox body = new VBox(4, new HBox(8, title, JobsPane.gap(), text), bar);
        body.setAlignment(Pos.CENTER);
        HBox.setHgrow(body, Priority.ALWAYS);
        getChildren().addAll(body, JobCell.cancel(job));
        setPrefWidth(WIDTH);
        setMaxWidth(WIDTH);
    }

    private static String text(RunningJob job) {
        return job.state() == RunningJob.State.QUEUED ? "queued" : job.textProperty().get();
    }
}
