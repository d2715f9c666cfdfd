package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.component.CopyButton;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// One line above the graph of a model that takes one sample at a time: the offer to free its batch, or why that cannot be.
final class BatchNote extends HBox {

    private final SessionModel session;
    private final Label text = new Label();
    private final Hyperlink act = new Hyperlink();
    private final Button copy = CopyButton.of(text::getText);
    private @Nullable Path dismissedFor;

    BatchNote(SessionModel session) {
        this.session = session;
        setId("batch-note");
        getStyleClass().add("batch-note");
        setAlignment(Pos.CENTER_LEFT);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.SOMETIMES);
        act.setId("batch-act");
        act.getStyleClass().add("note-link");
        act.setMinWidth(USE_PREF_SIZE);
        HBox gap = new HBox();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, Icon.X.at(12));
        close.getStyleClass().addAll("icon-button", "small");
        close.setAccessibleText("Close this note");
        close.setTooltip(new Tooltip("Close"));
        close.setOnAction(e -> {
            dismissedFor = session.source();
            show();
        });
        copy.managedProperty().bind(copy.visibleProperty());
        getChildren().addAll(text, act, gap, copy, close);
        session.presentProperty().addListener(o -> show());
        session.batchRefusalProperty().addListener(o -> show());
        show();
    }

    private void show() {
        Version now = session.present();
        Path source = session.source();
        boolean shown = now != null && isFixed(now.graph()) && (source == null || !source.equals(dismissedFor));
        setVisible(shown);
        setManaged(shown);
        if (shown) {
            say(Optional.ofNullable(session.batchRefusalProperty().get()));
        }
    }

    private void say(Optional<FreeBatch.Refused> refusal) {
        Optional<Node> node = refusal.map(FreeBatch.Refused::node);
        text.setText(refusal.map(r -> "The batch stays fixed at 1: " + r.reason())
                .orElse("This model takes one sample at a time: its batch is fixed at 1."));
        text.setTooltip(new Tooltip(text.getText()));
        text.setGraphic((refusal.isPresent() ? Icon.BAN : Icon.INFO).at(14));
        copy.setVisible(refusal.isPresent());
        act.setVisible(refusal.isEmpty() || node.isPresent());
        act.setText(refusal.isEmpty() ? "Let it take any batch" : "Show node");
        act.setOnAction(e -> node.ifPresentOrElse(n -> session.select(Selection.ofNode(n.id())), session::freeBatch));
    }

    private static boolean isFixed(Graph graph) {
        return graph.requiredInputs().stream().map(i -> graph.type(i).shape()).anyMatch(BatchNote::beginsWithOne);
    }

    private static boolean beginsWithOne(@Nullable Shape shape) {
        return shape != null && shape.rank() > 1 && shape.dim(0) instanceof Dim.Known(long size) && size == 1;
    }
}
