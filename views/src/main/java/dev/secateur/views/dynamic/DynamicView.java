package dev.secateur.views.dynamic;

import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.form.FormView;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The view of dynamic slimming: form at the left, the run in the middle, what came of it at the right.
public final class DynamicView extends BorderPane {

    private static final double FORM_WIDTH = 336;
    private static final double OUTCOME_WIDTH = 300;

    private final DynamicViewModel model;
    private final RunPane run;
    private final OutcomePane outcome = new OutcomePane();
    private final StackPane middle = new StackPane();
    private final EmptyState empty = new EmptyState(Icon.BOLT,
            "Run dynamic slimming to see what each picture costs, and which pictures are easy and hard.");

    public DynamicView(DynamicViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        setId("dynamic-view");
        getStyleClass().add("dynamic-view");
        getStylesheets().add(Objects.requireNonNull(DynamicView.class.getResource("dynamic.css")).toExternalForm());
        run = new RunPane(theme);
        outcome.setPrefWidth(OUTCOME_WIDTH);
        outcome.setMinWidth(OUTCOME_WIDTH);
        setLeft(form());
        setCenter(middle);
        model.shownProperty().addListener(o -> show());
        show();
    }

    private void show() {
        DynamicViewModel.Shown shown = model.shownProperty().get();
        middle.getChildren().setAll(shown == null ? empty : run);
        setRight(shown == null ? null : outcome);
        if (shown != null) {
            run.show(shown);
            outcome.show(shown.report());
        }
    }

    private BorderPane form() {
        FormView fields = new FormView(model.form());
        VBox obstacle = new VBox();
        VBox content = new VBox(fields, obstacle);
        content.getStyleClass().add("dynamic-form");
        model.obstacleProperty().addListener(o -> say(obstacle));
        say(obstacle);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("dynamic-scroll");
        BorderPane pane = new BorderPane(scroll);
        pane.setTop(new PaneHeader("Configuration"));
        pane.setBottom(footer());
        pane.setPrefWidth(FORM_WIDTH);
        pane.setMinWidth(FORM_WIDTH);
        pane.getStyleClass().add("dynamic-left");
        return pane;
    }

    private void say(VBox obstacle) {
        String text = model.obstacleProperty().get();
        obstacle.getChildren().setAll(text.isEmpty() ? new Node[0] : new Node[]{new Note(Tone.INFO, text)});
    }

    private HBox footer() {
        Button run = new Button("Run", Icon.PLAY.at(14));
        run.setId("dynamic-run");
        run.getStyleClass().add("accent");
        run.setMaxWidth(Double.MAX_VALUE);
        run.disableProperty().bind(model.runningProperty().or(model.obstacleProperty().isNotEmpty()));
        run.setOnAction(e -> {
            // The button goes off while it runs; without this the focus would move on to a text field, which keeps Ctrl+Z for itself.
            requestFocus();
            model.run();
        });
        HBox.setHgrow(run, Priority.ALWAYS);
        Button reset = new Button("Reset");
        reset.setMinWidth(USE_PREF_SIZE);
        reset.setOnAction(e -> model.form().reset());
        HBox footer = new HBox(run, reset);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
