package dev.secateur.views.scop;

import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.StackPane;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.form.RunForm;
import dev.secateur.views.form.RunLayout;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The SCOP view: form at the left, the experiment in the middle, what came of it at the right.
public final class ScopView extends StackPane {

    private final ScopViewModel model;
    private final ExperimentPane experiment;
    private final RunLayout layout;
    private final EmptyState empty = new EmptyState(Icon.FLASK,
            "Run the experiment to see, channel by channel, whether the real picture is needed or a knockoff does as well.");

    public ScopView(ScopViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        setId("scop-view");
        getStyleClass().add("scop-view");
        getStylesheets().add(Objects.requireNonNull(ScopView.class.getResource("scop.css")).toExternalForm());
        experiment = new ExperimentPane(model, theme);
        layout = new RunLayout(
                new RunForm(model.form(),
                        new RunForm.Runner("scop-run", model.runningProperty(), model.obstacleProperty(), model::run)),
                new ResultPane(model));
        getChildren().add(layout);
        model.shownProperty().addListener(o -> show());
        show();
    }

    private void show() {
        boolean any = model.shownProperty().get() != null;
        layout.show(any ? experiment : empty, any);
    }
}
