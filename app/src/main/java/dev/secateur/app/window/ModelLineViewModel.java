package dev.secateur.app.window;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.session.Version;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// What the top line says of the open model.
final class ModelLineViewModel {

    private final SessionModel session;
    private final StringBinding file;
    private final StringBinding opset;
    private final StringBinding figures;

    ModelLineViewModel(SessionModel session) {
        this.session = session;
        file = Bindings.createStringBinding(
                () -> session.source() == null ? "" : session.source().getFileName().toString(),
                session.sourceProperty());
        opset = Bindings.createStringBinding(this::opsetText, session.presentProperty());
        figures = Bindings.createStringBinding(this::figuresText, session.presentProperty(), session.analysisProperty(),
                session.accuracyProperty(), session.isUnsaved());
    }

    /// The file's name; empty while no model is open.
    StringBinding file() {
        return file;
    }

    /// `opset 13`; empty while no model is open.
    StringBinding opset() {
        return opset;
    }

    /// `269,722 parameters · 40.55 M MACs`, and what is to be said beside it.
    StringBinding figures() {
        return figures;
    }

    private String opsetText() {
        Version now = session.present();
        return now == null ? "" : "opset " + now.graph().header().opset();
    }

    private String figuresText() {
        Version now = session.present();
        if (now == null) {
            return "";
        }
        String changed = session.isUnsaved().get() ? " · " + now.name() + ", not exported" : "";
        Analysis known = session.analysis();
        Accuracy measured = session.accuracyProperty().get();
        String accuracy = measured == null ? "" : " · " + measured.text();
        return (known == null ? "counting" : counts(known.costs())) + accuracy + changed;
    }

    private static String counts(Costs costs) {
        int open = costs.unknownNodes().size();
        return Figures.count(costs.parameters()) + " parameters · " + Figures.large(costs.macs()) + " MACs"
                + (open == 0 ? "" : " · " + Figures.plural(open, "node") + " not counted");
    }
}
