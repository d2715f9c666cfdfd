package dev.secateur.views.scop;

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

/// The SCOP view: form at the left, the experiment in the middle, what came of it at the right.
public final class ScopView extends BorderPane {

    private static final double FORM_WIDTH = 336;
    private static final double RESULT_WIDTH = 300;

    private final ScopViewModel model;
    private final ExperimentPane experiment;
    private final ResultPane result;
    private final StackPane middle = new StackPane();
    private final EmptyState empty = new EmptyState(Icon.FLASK,
            "Run the experiment to see, channel by channel, whether the real picture is needed or a knockoff does as well.");

    public ScopView(ScopViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        setId("scop-view");
        getStyleClass().add("scop-view");
        getStylesheets().add(Objects.requireNonNull(ScopView.class.getResource("scop.css")).toExternalForm());
        experiment = new ExperimentPane(model, theme);
        result = new ResultPane(model);
        result.setPrefWidth(RESULT_WIDTH);
        result.setMinWidth(RESULT_WIDTH);
        setLeft(form());
        setCenter(middle);
        model.shownProperty().addListener(o -> show());
        show();
    }

    private void show() {
        boolean any = model.shownProperty().get() != null;
        middle.getChildren().setAll(any ? experiment : empty);
        setRight(any ? result : null);
    }

    private BorderPane form() {
        FormView fields = new FormView(model.form());
        VBox obstacle = new VBox();
        VBox content = new VBox(fields, obstacle);
        content.getStyleClass().add("scop-form");
        model.obstacleProperty().addListener(o -> say(obstacle));
        say(obstacle);
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("scop-scroll");
        BorderPane pane = new BorderPane(scroll);
        pane.setTop(new PaneHeader("Configuration"));
        pane.setBottom(footer());
        pane.setPrefWidth(FORM_WIDTH);
        pane.setMinWidth(FORM_WIDTH);
        pane.getStyleClass().add("scop-left");
        return pane;
    }

    private void say(VBox obstacle) {
        String text = model.obstacleProperty().get();
        obstacle.getChildren().setAll(text.isEmpty() ? new Node[0] : new Node[]{new Note(Tone.INFO, text)});
    }

    private HBox footer() {
        Button run = new Button("Run", Icon.PLAY.at(14));
        run.setId("scop-run");
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
