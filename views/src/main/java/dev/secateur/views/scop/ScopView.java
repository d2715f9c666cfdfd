package dev.secateur.views.scop;

import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.form.RunForm;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The SCOP view: form at the left, the experiment in the middle, what came of it at the right.
public final class ScopView extends BorderPane {

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
        setLeft(new RunForm(model.form(),
                new RunForm.Runner("scop-run", model.runningProperty(), model.obstacleProperty(), model::run)));
        setCenter(middle);
        model.shownProperty().addListener(o -> show());
        show();
    }

    private void show() {
        boolean any = model.shownProperty().get() != null;
        middle.getChildren().setAll(any ? experiment : empty);
        setRight(any ? result : null);
    }
}
