package dev.secateur.views.dynamic;

import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.StackPane;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.form.RunForm;
import dev.secateur.views.form.RunLayout;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// The view of dynamic slimming: form at the left, the run in the middle, what came of it at the right.
public final class DynamicView extends StackPane {

    private final DynamicViewModel model;
    private final RunPane run;
    private final OutcomePane outcome = new OutcomePane();
    private final RunLayout layout;
    private final EmptyState empty = new EmptyState(Icon.BOLT,
            "Run dynamic slimming to see what each picture costs, and which pictures are easy and hard.");

    public DynamicView(DynamicViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        setId("dynamic-view");
        getStyleClass().add("dynamic-view");
        getStylesheets().add(Objects.requireNonNull(DynamicView.class.getResource("dynamic.css")).toExternalForm());
        run = new RunPane(theme);
        layout = new RunLayout(
                new RunForm(model.form(),
                        new RunForm.Runner("dynamic-run", model.runningProperty(), model.obstacleProperty(),
                                model::run)),
                outcome);
        getChildren().add(layout);
        model.shownProperty().addListener(o -> show());
        show();
    }

    private void show() {
        DynamicViewModel.Shown shown = model.shownProperty().get();
        layout.show(shown == null ? empty : run, shown != null);
        if (shown != null) {
            run.show(shown);
            outcome.show(shown.report());
        }
    }
}
