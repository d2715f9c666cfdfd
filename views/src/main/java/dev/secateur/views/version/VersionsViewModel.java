package dev.secateur.views.version;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// The rows of the version list.
public final class VersionsViewModel {

    private final SessionModel session;
    private final ObservableList<VersionRow> rows = FXCollections.observableArrayList();
    /// One for all: a fresh one would be collected, with the listeners on it, as it listens weakly itself.
    private final ObservableList<VersionRow> shownRows = FXCollections.unmodifiableObservableList(rows);

    public VersionsViewModel(SessionModel session) {
        this.session = session;
        session.treeProperty().addListener((o, was, is) -> update(is));
        session.analysisProperty().addListener(o -> update(session.tree()));
        session.measurementProperty().addListener(o -> update(session.tree()));
        session.accuracyProperty().addListener(o -> update(session.tree()));
        session.trials().newsProperty().addListener(o -> update(session.tree()));
        update(session.tree());
    }

    /// One row for each version, oldest first.
    public ObservableList<VersionRow> rows() {
        return shownRows;
    }

    /// Makes the version of a row the present.
    public void show(VersionRow row) {
        session.goTo(row.version().id());
    }

    private void update(@Nullable VersionTree tree) {
        if (tree == null) {
            rows.clear();
        } else {
            rows.setAll(VersionRows.of(tree, this::figures));
        }
    }

    private VersionRow.Figures figures(Version version) {
        Accuracy accuracy = session.accuracyOf(version);
        Measurement time = session.measurementOf(version);
        Analysis known = session.analysisOf(version);
        List<String> parts = new ArrayList<>();
        List<String> details = new ArrayList<>();
        if (accuracy != null) {
            parts.add(accuracy.text());
            details.add(accuracy.text() + " top-1: " + accuracy.how());
        }
        if (!Double.isNaN(time.modelMs())) {
            parts.add(Figures.modelMs(time.modelMs()) + " ms");
            details.add(Figures.modelMs(time.modelMs()) + " ms: " + time.how());
        }
        if (known != null) {
            String parameters = Figures.large(known.costs().parameters()) + " params";
            String macs = Figures.large(known.costs().macs()) + " MACs";
            if (parts.isEmpty()) {
                parts.add(parameters);
            }
            if (parts.size() < 2) {
                parts.add(macs);
            }
            details.add(parameters + " · " + macs);
        }
        return new VersionRow.Figures(String.join(" · ", parts), String.join("\n", details));
    }
}
