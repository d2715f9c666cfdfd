package dev.secateur.views.version;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// The rows of the version list.
public final class VersionsViewModel {

    private final SessionModel session;
    private final ObservableList<VersionRow> rows = FXCollections.observableArrayList();

    public VersionsViewModel(SessionModel session) {
        this.session = session;
        session.treeProperty().addListener((o, was, is) -> update(is));
        session.analysisProperty().addListener(o -> update(session.tree()));
        update(session.tree());
    }

    /// One row for each version, oldest first.
    public ObservableList<VersionRow> rows() {
        return FXCollections.unmodifiableObservableList(rows);
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

    private String figures(Version version) {
        Analysis known = session.analysisOf(version);
        return known == null
                ? ""
                : Figures.large(known.costs().parameters()) + " params · " + Figures.large(known.costs().macs())
                        + " MACs";
    }
}
