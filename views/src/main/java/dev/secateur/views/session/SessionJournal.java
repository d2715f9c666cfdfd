package dev.secateur.views.session;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.session.SessionState;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.SessionWriter;
import dev.secateur.engine.session.VersionTree;

/// Keeps the session on disk while it is worked on, so that it can be gone on with whatever ends the program.
///
/// It writes when something has changed, one time after the other, each time what is there then.
public final class SessionJournal {

    private final SessionModel session;
    private final SessionStore store;
    private final LongSupplier budget;
    private final ObjectProperty<Map<String, String>> layout = new SimpleObjectProperty<>(Map.of());
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);
    private final ObservableList<SessionFile.OpenJob> cutOff = FXCollections.observableArrayList();
    /// One for all: a fresh one would be collected, with the listeners on it, as it listens weakly itself.
    private final ObservableList<SessionFile.OpenJob> shownCutOff = FXCollections.unmodifiableObservableList(cutOff);
    private @Nullable SessionWriter writer;
    private @Nullable SessionWriter reopened;
    private @Nullable SessionState last;
    private boolean writing;
    private boolean dirty;

    /// How far keeping is.
    ///
    /// @param versions number of versions that are on the disk
    /// @param problem why the last one is not; null if all went well
    public record State(int versions, @Nullable Problem problem) {

        /// Nothing is kept yet.
        public static final State NOTHING = new State(0, null);
    }

    /// @param budget bytes that all sessions together may take on the disk
    public SessionJournal(SessionModel session, SessionStore store, LongSupplier budget) {
        this.session = session;
        this.store = store;
        this.budget = budget;
        session.checkpointFolderProperty().set(store.checkpoint("job").toAbsolutePath().getParent());
        session.treeProperty().addListener((o, was, is) -> {
            if (is != null && (was == null || was.original() != is.original())) {
                begin();
            }
            changed();
        });
        session.savedIdProperty().addListener(o -> changed());
        session.selectionProperty().addListener(o -> changed());
        session.trials().newsProperty().addListener(o -> changed());
        layout.addListener(o -> changed());
        session.jobs().running().addListener((ListChangeListener<RunningJob>) c -> {
            boolean any = false;
            while (c.next()) {
                any |= c.getRemoved().stream().anyMatch(j -> j.work() != null);
                c.getRemoved().forEach(this::clean);
            }
            if (any) {
                changed();
            }
        });
    }

    /// What the window wants to remember of how the model is looked at. Never null.
    public ObjectProperty<Map<String, String>> layoutProperty() {
        return layout;
    }

    /// How far keeping is. Never null.
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Jobs of the session that had not ended when the program did.
    public ObservableList<SessionFile.OpenJob> cutOff() {
        return shownCutOff;
    }

    /// True if nothing would be lost now: there is nothing but the original, or every version is on the disk.
    public boolean isAllKept() {
        VersionTree tree = session.tree();
        return tree == null || tree.versions().size() == 1
                || state.get().problem() == null && state.get().versions() == tree.versions().size();
    }

    /// Starts a job again that had not ended.
    public void goOn(SessionFile.OpenJob job) {
        try {
            session.goOn(job);
            cutOff.remove(job);
        } catch (ProblemException e) {
            session.jobs().problemProperty().set(e.problem());
        }
    }

    /// Drops a job that had not ended, and what its trainings had saved.
    public void forget(SessionFile.OpenJob job) {
        cutOff.remove(job);
        remove(job);
        changed();
    }

    /// Puts a session together again in place of what is open.
    public RunningJob reopen(String id) {
        return session.jobs().start(new Job<>("Reopen the session", Job.Lane.LIGHT, p -> store.open(id, p)), again -> {
            SessionFile file = again.file();
            reopened = again.writer();
            session.adopt(file.modelFile(), again.tree(), file.exported(),
                    new VersionTrials.Known(file.state(), again.told()));
            cutOff.setAll(file.jobs());
            layout.set(StateText.layout(file.state()));
            session.select(StateText.selection(file.state()));
            session.statusProperty().set(Status.good("Reopened with " + again.tree().versions().size()
                    + " versions, the present is " + again.tree().present().name()));
        });
    }

    private void begin() {
        SessionWriter before = writer;
        SessionWriter given = reopened;
        reopened = null;
        cutOff.clear();
        SessionState end = last;
        last = null;
        if (before != null && end != null) {
            long most = budget.getAsLong();
            session.jobs().startQuietly(new Job<>("Close the session", Job.Lane.LIGHT, p -> {
                before.close(end, most);
                return end.tree();
            }), this::told);
        }
        Path source = session.source();
        writer = given != null ? given : source == null ? null : store.begin(source);
        state.set(State.NOTHING);
    }

    private void changed() {
        dirty = true;
        SessionWriter now = writer;
        SessionState what = snapshot();
        if (now == null || what == null || writing) {
            return;
        }
        dirty = false;
        writing = true;
        long most = budget.getAsLong();
        session.jobs().startQuietly(new Job<>("Keep the session", Job.Lane.LIGHT, p -> {
            now.keep(what, most);
            return what.tree();
        }), outcome -> {
            writing = false;
            if (now == writer) {
                last = what;
                ended(outcome, what.tree());
            }
            if (dirty) {
                changed();
            }
        });
    }

    private void ended(Outcome<VersionTree> outcome, VersionTree tree) {
        if (outcome instanceof Outcome.Done<VersionTree>) {
            state.set(new State(tree.versions().size(), null));
        } else if (outcome instanceof Outcome.Failed<VersionTree>(Problem met)) {
            if (state.get().problem() == null) {
                session.jobs().problemProperty().set(met);
            }
            state.set(new State(state.get().versions(), met));
        } else {
            told(outcome);
        }
    }

    private void told(Outcome<VersionTree> outcome) {
        if (outcome instanceof Outcome.Broken<VersionTree>(Throwable error)) {
            session.jobs().defectProperty().set(new Defect("keeping the session", error));
        }
    }

    private @Nullable SessionState snapshot() {
        VersionTree tree = session.tree();
        if (tree == null) {
            return null;
        }
        List<SessionFile.OpenJob> jobs = new ArrayList<>(cutOff);
        for (RunningJob job : session.jobs().running()) {
            SessionFile.OpenJob open = job.work();
            if (open != null) {
                jobs.add(open);
            }
        }
        Map<String, String> all = new HashMap<>(layout.get());
        all.putAll(StateText.of(session.selection()));
        all.putAll(session.trials().texts());
        return new SessionState(tree, session.savedIdProperty().get(), jobs, all, session.trials().told());
    }

    /// What trainings of a job saved is of no use once it has ended.
    private void clean(RunningJob job) {
        SessionFile.OpenJob open = job.work();
        if (open != null) {
            remove(open);
        }
    }

    private void remove(SessionFile.OpenJob job) {
        session.jobs().startQuietly(new Job<>("Remove checkpoints", Job.Lane.LIGHT, p -> {
            store.removeCheckpoints(job.checkpoint());
            return job;
        }), outcome -> {
            if (outcome instanceof Outcome.Failed<SessionFile.OpenJob>(Problem met)) {
                session.jobs().problemProperty().set(met);
            }
        });
    }

    /// Keeps the last state and closes the session. To be called when the model is closed; returns when all is on the disk.
    ///
    /// @return what was in the way
    public Optional<Problem> close() {
        SessionWriter now = writer;
        SessionState what = snapshot();
        writer = null;
        if (now == null || what == null) {
            return Optional.empty();
        }
        try {
            now.close(what, budget.getAsLong());
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(e.problem());
        }
    }
}
