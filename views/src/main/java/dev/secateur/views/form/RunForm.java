package dev.secateur.views.form;

import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// A form at the left of a method's view, with what stands in the way of running it, Run, and Reset.
public final class RunForm extends BorderPane {

    private static final double WIDTH = 352;

    private final ReadOnlyStringProperty obstacle;
    private final VBox told = new VBox();

    /// What Run does and when it can.
    ///
    /// @param id of the button
    /// @param running true while it must not be started again
    /// @param obstacle why it cannot be started; empty if it can
    public record Runner(String id, ReadOnlyBooleanProperty running, ReadOnlyStringProperty obstacle, Runnable run) {}

    public RunForm(FormModel<?> model, Runner runner) {
        this.obstacle = runner.obstacle();
        getStyleClass().add("run-form");
        VBox content = new VBox(new FormView(model));
        content.getStyleClass().add("run-form-content");
        told.getStyleClass().add("run-form-obstacle");
        obstacle.addListener(o -> tell());
        tell();
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("pane-scroll");
        setCenter(scroll);
        setTop(new PaneHeader("Configuration"));
        // Above the button, where it is seen however far the form is scrolled.
        setBottom(new VBox(told, footer(model, runner)));
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        getStylesheets().add(Objects.requireNonNull(RunForm.class.getResource("run.css")).toExternalForm());
    }

    private void tell() {
        boolean none = obstacle.get().isEmpty();
        told.getChildren().setAll(none ? new Node[0] : new Node[]{new Note(Tone.INFO, obstacle.get())});
        told.setManaged(!none);
    }

    private HBox footer(FormModel<?> model, Runner runner) {
        Button run = new Button("Run", Icon.PLAY.at(14));
        run.setId(runner.id());
        run.getStyleClass().add("accent");
        run.setMaxWidth(Double.MAX_VALUE);
        run.disableProperty().bind(runner.running().or(obstacle.isNotEmpty()));
        run.setOnAction(e -> {
            // The button goes off while it runs; without this the focus would move on to a text field, which keeps Ctrl+Z for itself.
            requestFocus();
            runner.run().run();
        });
        HBox.setHgrow(run, Priority.ALWAYS);
        Button reset = new Button("Reset");
        reset.setMinWidth(USE_PREF_SIZE);
        reset.setOnAction(e -> model.reset());
        HBox footer = new HBox(run, reset);
        footer.getStyleClass().add("pane-footer");
        return footer;
    }
}
