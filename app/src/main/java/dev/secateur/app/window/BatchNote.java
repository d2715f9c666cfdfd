package dev.secateur.app.window;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// One line above the graph of a model that takes one sample at a time: the offer to free its batch, or why that cannot be.
final class BatchNote {

    private final SessionModel session;
    private final ModelNote note;

    private BatchNote(SessionModel session) {
        this.session = session;
        this.note = new ModelNote("batch", session);
        session.presentProperty().addListener(o -> show());
        session.batchRefusalProperty().addListener(o -> show());
        show();
    }

    static ModelNote of(SessionModel session) {
        return new BatchNote(session).note;
    }

    private void show() {
        Version now = session.present();
        if (now == null || !isFixed(now.graph())) {
            note.hide();
            return;
        }
        Optional<FreeBatch.Refused> refusal = Optional.ofNullable(session.batchRefusalProperty().get());
        note.say(refusal.isPresent() ? Icon.BAN : Icon.INFO,
                refusal.map(r -> "The batch stays fixed at 1: " + r.reason())
                        .orElse("This model takes one sample at a time: its batch is fixed at 1."),
                refusal.isPresent());
        Optional<Node> node = refusal.map(FreeBatch.Refused::node);
        if (refusal.isEmpty()) {
            note.offer("Let it take any batch", session::freeBatch);
        } else if (node.isPresent()) {
            note.offer("Show node", () -> session.select(Selection.ofNode(node.get().id())));
        }
    }

    private static boolean isFixed(Graph graph) {
        return graph.requiredInputs().stream().map(i -> graph.type(i).shape()).anyMatch(BatchNote::beginsWithOne);
    }

    private static boolean beginsWithOne(@Nullable Shape shape) {
        return shape != null && shape.rank() > 1 && shape.dim(0) instanceof Dim.Known(long size) && size == 1;
    }
}
