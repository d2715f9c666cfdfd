package dev.secateur.app.window;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.component.CopyButton;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Status;
import dev.secateur.views.theme.Icon;

/// The last line: what happened last, the light job that runs, what computes, zoom, memory.
final class StatusLine extends HBox {

    private static final double ICON = 13;
    private static final Duration PATIENCE = Duration.millis(500);
    private static final int MEGABYTE = 20;

    private final SessionModel session;
    private final Label message = new Label();
    private final Button copy = CopyButton.of(message::getText);
    private final HBox job = new HBox(6);

    /// @param zoom the graph's zoom, 1 for 100 %
    StatusLine(OpenModel model, ObservableValue<Number> zoom) {
        this.session = model.session();
        getStyleClass().add("status-line");
        setAlignment(Pos.CENTER_LEFT);
        message.setId("status");
        message.setMinWidth(0);
        HBox.setHgrow(message, Priority.ALWAYS);
        message.setMaxWidth(Double.MAX_VALUE);
        session.statusProperty().addListener((o, was, is) -> show(is));
        session.jobs().running().addListener((ListChangeListener<RunningJob>) c -> jobsChanged());
        job.setAlignment(Pos.CENTER);
        Label zoomed = label("Zoom 100 %");
        zoomed.textProperty().bind(zoom.map(z -> "Zoom " + Math.round(z.doubleValue() * 100) + " %"));
        copy.setId("status-copy");
        copy.managedProperty().bind(copy.visibleProperty());
        getChildren().addAll(message, copy, job, kept(model),
                DeviceMenu.inStatusLine(session, model.compute()), zoomed, memory());
        show(session.statusProperty().get());
    }

    /// Whether all versions would still be there after a crash.
    private static Label kept(OpenModel model) {
        Label label = label("");
        label.setId("kept");
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        Runnable tell = () -> {
            VersionTree tree = model.session().tree();
            boolean more = tree != null && tree.versions().size() > 1;
            boolean failed = model.journal().stateProperty().get().problem() != null;
            label.setText(!more
                    ? ""
                    : model.journal().isAllKept()
                            ? "Session kept"
                            : failed ? "Session not kept" : "Keeping the session");
            label.setGraphic(!more ? null : (failed ? Icon.WARNING : Icon.SAVE).at(ICON));
        };
        label.setTooltip(new Tooltip("Versions that are kept outlive a crash; see File, Sessions"));
        model.journal().stateProperty().addListener(o -> tell.run());
        model.session().treeProperty().addListener(o -> tell.run());
        tell.run();
        return label;
    }

    private static Label label(String text) {
        Label label = new Label(text);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private void show(Status status) {
        message.setText(status.text());
        copy.setVisible(status.kind() == Status.Kind.WARNING || status.kind() == Status.Kind.BAD);
        message.setTooltip(status.text().isEmpty() ? null : new Tooltip(status.text()));
        message.getStyleClass().removeIf(c -> c.startsWith("status-"));
        message.getStyleClass().add("status-" + status.kind().name().toLowerCase(java.util.Locale.ROOT));
        message.setGraphic(switch (status.kind()) {
            case GOOD -> Icon.CHECK_CIRCLE.at(ICON);
            case WARNING -> Icon.WARNING.at(ICON);
            case BAD -> Icon.ERROR.at(ICON);
            case PLAIN -> null;
        });
    }

    private void jobsChanged() {
        job.getChildren().clear();
        session.jobs().running().stream().filter(j -> j.lane() != Job.Lane.COMPUTE).reduce((a, b) -> b)
                .ifPresent(running -> {
                    PauseTransition pause = new PauseTransition(PATIENCE);
                    pause.setOnFinished(e -> showJob(running));
                    pause.play();
                });
    }

    private void showJob(RunningJob running) {
        if (!session.jobs().running().contains(running)) {
            return;
        }
        ProgressBar bar = new ProgressBar();
        bar.getStyleClass().add("status-bar");
        bar.progressProperty().bind(running.fractionProperty());
        Button cancel = new Button(null, Icon.X.at(10));
        cancel.getStyleClass().addAll("icon-button", "status-cancel");
        cancel.setTooltip(new Tooltip("Cancel"));
        cancel.setAccessibleText("Cancel " + running.title());
        cancel.setOnAction(e -> running.cancel());
        job.getChildren().setAll(label(running.title()), bar, cancel);
    }

    private static Label memory() {
        Label label = label(used());
        label.setGraphic(Icon.MEMORY.at(ICON));
        label.setTooltip(new Tooltip("Memory of the program: used and allowed"));
        Timeline clock = new Timeline(new KeyFrame(Duration.seconds(2), e -> label.setText(used())));
        clock.setCycleCount(Animation.INDEFINITE);
        label.sceneProperty().addListener((o, was, is) -> {
            if (is == null) {
                clock.stop();
            } else {
                clock.play();
            }
        });
        return label;
    }

    private static String used() {
        Runtime runtime = Runtime.getRuntime();
        // The heap may shrink between the two questions.
        long used = Math.max(0, runtime.totalMemory() - runtime.freeMemory()) >> MEGABYTE;
        return String.format(java.util.Locale.ROOT, "%,d of %,d MB", used, runtime.maxMemory() >> MEGABYTE);
    }
}
