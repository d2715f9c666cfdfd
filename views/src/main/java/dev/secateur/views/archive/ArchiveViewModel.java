package dev.secateur.views.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.text.Figures;

/// The sessions that are kept, and the one that is offered after a crash.
public final class ArchiveViewModel {

    private final JobBoard jobs;
    private final SessionStore store;
    private final Consumer<ArchiveRow> open;
    private final LongProperty budget;
    private final ObservableList<ArchiveRow> rows = FXCollections.observableArrayList();
    /// One for all: a fresh one would be collected, with the listeners on it, as it listens weakly itself.
    private final ObservableList<ArchiveRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper full = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable ArchiveRow> offer = new ReadOnlyObjectWrapper<>();
    private long bytes;

    /// @param budget bytes that all sessions together may take
    /// @param open opens a session
    public ArchiveViewModel(JobBoard jobs, SessionStore store, LongProperty budget, Consumer<ArchiveRow> open) {
        this.jobs = jobs;
        this.store = store;
        this.budget = budget;
        this.open = open;
        budget.addListener(o -> tell());
    }

    private record Found(List<ArchiveRow> rows, long bytes) {}

    /// Looks again what there is.
    ///
    /// @param offering true to offer the newest session that was cut off
    public void refresh(boolean offering) {
        jobs.start(new Job<>("Look for kept sessions", Job.Lane.LIGHT, p -> found()), found -> {
            rows.setAll(found.rows());
            bytes = found.bytes();
            tell();
            if (offering) {
                offer.set(rows.stream().filter(r -> r.state() == ArchiveRow.State.CUT_OFF)
                        .findFirst().orElse(null));
            }
        });
    }

    private Found found() throws ProblemException {
        List<ArchiveRow> found = new ArrayList<>();
        for (SessionStore.Kept kept : store.all().sessions()) {
            ArchiveRow row = ArchiveRow.of(kept, store.bytesOfAlone(kept.id()));
            if (row.isWorthKeeping()) {
                found.add(row);
            } else {
                store.drop(kept.id());
            }
        }
        return new Found(found, store.bytes());
    }

    private void tell() {
        fact.set(Figures.plural(rows.size(), "session") + ", " + Figures.bytes(bytes) + " of "
                + Figures.bytes(budget.get()) + " on the disk");
        full.set(bytes > 0.9 * budget.get());
    }

    /// All sessions, those changed last first.
    public ObservableList<ArchiveRow> rows() {
        return shownRows;
    }

    /// `3 sessions, 120 MB of 10 GB on the disk`.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// True if less than a tenth of the budget is left.
    public ReadOnlyBooleanProperty fullProperty() {
        return full.getReadOnlyProperty();
    }

    /// The session to go on with after a crash; null if there is none, or it was declined.
    public ReadOnlyObjectProperty<@Nullable ArchiveRow> offerProperty() {
        return offer.getReadOnlyProperty();
    }

    /// Bytes that all sessions together may take.
    public LongProperty budgetProperty() {
        return budget;
    }

    /// Opens a session.
    public void open(ArchiveRow row) {
        if (row.equals(offer.get())) {
            offer.set(null);
        }
        open.accept(row);
    }

    /// Leaves the offered session where it is.
    public void decline() {
        offer.set(null);
    }

    /// Removes a session for good.
    public void drop(ArchiveRow row) {
        if (row.equals(offer.get())) {
            offer.set(null);
        }
        jobs.start(new Job<>("Drop the session of " + row.name(), Job.Lane.LIGHT, p -> {
            store.drop(row.id());
            return row;
        }), dropped -> refresh(false));
    }
}
