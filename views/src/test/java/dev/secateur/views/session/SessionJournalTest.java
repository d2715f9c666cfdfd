package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.session.Step;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;

class SessionJournalTest {

    private static final long PLENTY = 1L << 30;

    @TempDir
    Path folder;

    private Path model = Path.of("model.onnx");
    private SessionStore store = new SessionStore(Path.of("sessions"));

    private record Nothing() {}

    /// Reads models, and every method renames the graph.
    private static final class RenamingWork extends UnaskedWork {

        @Override
        public Graph read(Path file, Progress progress) throws ProblemException {
            return OnnxReader.read(file);
        }

        @Override
        public Applied apply(Request request, Progress progress) {
            Graph graph = request.version().graph();
            GraphEditor editor = graph.edit();
            editor.setHeader(graph.header().withMetadata(Map.of("made", request.method())));
            return new Applied(new MethodResult(editor.build(), List.of(), Map.of(), null, new Nothing()),
                    new Step(request.method(), "{}"), "done");
        }
    }

    @BeforeEach
    void writeAModel() throws ProblemException {
        model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(20, Pictures.cifarTen(), 1), model);
        store = new SessionStore(folder.resolve("sessions"));
    }

    private SessionModel session(JobRunner runner) {
        return new SessionModel(runner, new RenamingWork());
    }

    private SessionJournal journal(SessionModel session, long budget) {
        return new SessionJournal(session, store, () -> budget);
    }

    @Test
    void everyVersionIsKeptAsSoonAsItIsThere() throws ProblemException, IOException {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        SessionJournal journal = journal(session, PLENTY);
        session.open(model);
        session.apply("any", new Nothing(), "one");
        session.apply("other", new Nothing(), "two");
        session.undo();
        session.select(Selection.ofNode(7).plus(Selection.ofBlock("stage1.block1")));
        journal.layoutProperty().set(Map.of("view", "MEMORY"));

        assertThat(journal.isAllKept()).isTrue();
        assertThat(journal.stateProperty().get().versions()).isEqualTo(3);

        crash();
        SessionModel again = session(new DirectJobRunner(Progress.none()));
        SessionJournal reopened = journal(again, PLENTY);
        reopened.reopen(id());
        assertThat(Objects.requireNonNull(again.tree()).versions()).hasSize(3);
        assertThat(Objects.requireNonNull(again.present()).label()).isEqualTo("one");
        assertThat(again.selection()).isEqualTo(new Selection(Set.of(7), Set.of("stage1.block1")));
        assertThat(reopened.layoutProperty().get()).containsEntry("view", "MEMORY");
        assertThat(again.source()).isEqualTo(model);
        assertThat(again.canRedo().get()).isTrue();
    }

    @Test
    void aJobThatHadNotEndedIsOfferedAgain() throws ProblemException, IOException {
        HeldJobs held = new HeldJobs();
        SessionModel session = session(held);
        SessionJournal journal = journal(session, PLENTY);
        session.open(model);
        held.runAll();
        session.apply("any", new Nothing(), "Any method");
        // The method itself never runs; what is written of it does.
        session.select(Selection.ofNode(1));
        held.runLast();
        assertThat(journal.cutOff()).isEmpty();

        crash();
        SessionModel again = session(new DirectJobRunner(Progress.none()));
        SessionJournal reopened = journal(again, PLENTY);
        reopened.reopen(id());
        assertThat(reopened.cutOff()).singleElement().satisfies(job -> {
            assertThat(job.title()).isEqualTo("Any method");
            assertThat(job.method()).isEqualTo("any");
            assertThat(job.version()).isZero();
        });
        SessionFile.OpenJob job = reopened.cutOff().getFirst();
        Path checkpoint = store.checkpoint(job.checkpoint());
        Files.writeString(checkpoint, "saved");
        reopened.forget(job);
        assertThat(reopened.cutOff()).isEmpty();
        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void whatDoesNotFitTheBudgetIsToldOnce() {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        SessionJournal journal = journal(session, 1000);
        session.open(model);
        session.apply("any", new Nothing(), "one");

        assertThat(journal.isAllKept()).isFalse();
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).sentence())
                .contains("cannot keep v0");
        session.jobs().problemProperty().set(null);
        session.select(Selection.ofNode(1));
        assertThat(session.jobs().problemProperty().get()).isNull();
    }

    @Test
    void aClosedSessionWithoutVersionsLeavesNothing() throws ProblemException {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        SessionJournal journal = journal(session, PLENTY);
        session.open(model);
        assertThat(store.all().sessions()).hasSize(1);

        assertThat(journal.close()).isEmpty();

        assertThat(store.all().sessions()).isEmpty();
    }

    private String id() throws ProblemException {
        return store.all().sessions().getFirst().id();
    }

    /// As if the program had ended without closing the session: another process is named as its owner.
    private void crash() throws IOException, ProblemException {
        Path file = folder.resolve("sessions").resolve(id() + ".session.json");
        Files.writeString(file,
                Files.readString(file).replaceFirst("\"process\" : \"[^\"]*\"", "\"process\" : \"1@then\""));
    }
}
