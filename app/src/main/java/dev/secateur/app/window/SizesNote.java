package dev.secateur.app.window;

import java.util.List;

import dev.secateur.engine.rewrite.batch.OpenSizes;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// One line above the graph of a model that leaves extents open, so that nothing is known of what its layers cost: the way to fix them.
final class SizesNote {

    private final SessionModel session;
    private final ModelNote note;
    private final Runnable fix;

    private SizesNote(SessionModel session, Runnable fix) {
        this.session = session;
        this.note = new ModelNote("sizes", session);
        this.fix = fix;
        session.analysisProperty().addListener(o -> show());
        show();
    }

    /// @param fix shows the form of the method that fixes sizes
    static ModelNote of(SessionModel session, Runnable fix) {
        return new SizesNote(session, fix).note;
    }

    private void show() {
        Version now = session.present();
        Analysis known = session.analysisProperty().get();
        List<String> open = now == null || known == null || known.costs().isComplete()
                ? List.of()
                : OpenSizes.open(now.graph());
        if (open.isEmpty()) {
            note.hide();
        } else {
            note.say(Icon.INFO, "This model leaves " + String.join(" and ", open)
                    + " open, so what its layers cost is not known.", false);
            note.offer("Fix sizes", fix);
        }
    }
}
