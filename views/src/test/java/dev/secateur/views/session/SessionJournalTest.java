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
import dev.secateur.engine.compress.fold.FoldReport;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Outcomes;
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
import dev.secateur.engine.session.Told;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;
import dev.secateur.views.testing.HeldJobs;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;

class SessionJournalTest {

    private static final long PLENTY = 1L << 30;

    @TempDir
    Path folder;

    private Path model = Path.of("model.onnx");
    private SessionStore store = new SessionStore(Path.of("sessions"));

    private static final EpochResult EPOCH = new EpochResult(1, 0.75, 0.5, 0.8, 0.45, 3);
    private static final FoldReport FOLDED = new FoldReport(List.of(new FoldReport.Applied("Conv + BatchNorm", 9)),
            List.of(), 70, 61, 1e-6, "2 seeded inputs");

    private record Nothing() {}

    /// Reads models, and every method renames the graph.
    private static final class RenamingWork extends UnaskedWork {

        @Override
        public Graph read(Path file, Progress progress) throws ProblemException {
            return OnnxReader.read(file);
        }

        @Override
        public Accuracy evaluate(Version version, RunSettings settings, Progress progress) {
            Outcomes outcomes = new Outcomes(List.of("cat", "dog"), new int[]{5, 6, 900}, new int[]{1, 0, 0},
                    new int[]{1, 0, 1});
            return new Accuracy(new Evaluation(3, 2.0 / 3, 1, 0.7, outcomes, List.of()), "3 pictures",
                    new Evaluation(3, 1.0 / 3, 1, 1.5, outcomes, List.of()));
        }

        @Override
        public Applied apply(Request request, Progress progress) {
            Graph graph = request.version().graph();
            GraphEditor editor = graph.edit();
            editor.setHeader(graph.header().withMetadata(Map.of("made", request.method())));
            if (request.method().equals("fold")) {
                request.training().on(new TrainEvent.Started(2, 10, 0, 100, 10, 1000));
                request.training().on(new TrainEvent.Stepped(10, 20, 1, 0.75, 0.5, 0.05, 400, 1));
                request.training().on(new TrainEvent.EpochEnded(EPOCH, true));
            }
            return new Applied(new MethodResult(editor.build(), List.of(), Map.of(), null, FOLDED,
                    request.method().equals("fold") ? graph : null),
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
    void whatAMethodToldAndHowItTrainedAreThereAgain() throws ProblemException, IOException {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        journal(session, PLENTY);
        session.open(model);
        session.apply("fold", new Nothing(), "one");

        crash();
        SessionModel again = session(new DirectJobRunner(Progress.none()));
        journal(again, PLENTY).reopen(id());
        Version one = Objects.requireNonNull(again.present());
        MethodResult result = Objects.requireNonNull(again.resultOf(one));
        assertThat(result.report()).isEqualTo(FOLDED);
        assertThat(result.graph()).isSameAs(one.graph());
        assertThat(Objects.requireNonNull(result.untrained()).nodes()).hasSameSizeAs(one.graph().nodes());
        assertThat(again.courseOf(one)).isEqualTo(new Told.Course(2, 10, List.of(EPOCH),
                List.of(new TrainEvent.Rate(10, 0.05)), TrainEvent.Ending.CANCELLED));

        // What was told stays when the session is kept again.
        again.select(Selection.ofNode(7));
        crash();
        SessionModel third = session(new DirectJobRunner(Progress.none()));
        journal(third, PLENTY).reopen(id());
        assertThat(third.resultOf(Objects.requireNonNull(third.present()))).isNotNull();
    }

    @Test
    void whatWasMeasuredIsThereAgain() throws ProblemException, IOException {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        DataChoice data = new DataChoice("cifar10:here", Normalisation.imageNet());
        session.runSettingsProperty().set(session.runSettings().withData(data));
        journal(session, PLENTY);
        session.open(model);
        session.apply("any", new Nothing(), "one");
        Version one = Objects.requireNonNull(session.present());
        Measurement time = new Measurement(Map.of(3, 0.25, 7, 1.5), Map.of(4, 3), 0.98, 2.5, "60 runs");
        session.keep(one, time);
        session.evaluate();
        Accuracy accuracy = Objects.requireNonNull(session.accuracyOf(one));

        crash();
        SessionModel again = session(new DirectJobRunner(Progress.none()));
        again.runSettingsProperty().set(again.runSettings().withData(data));
        journal(again, PLENTY).reopen(id());
        Version reopened = Objects.requireNonNull(again.present());
        assertThat(again.measurement()).isEqualTo(time);
        assertThat(again.measurementOf(Objects.requireNonNull(again.tree()).original())).isEqualTo(Measurement.NONE);
        Accuracy found = Objects.requireNonNull(again.accuracyProperty().get());
        assertThat(found.text()).isEqualTo(accuracy.text());
        assertThat(found.how()).isEqualTo(accuracy.how());
        assertThat(Objects.requireNonNull(found.untrained()).top1()).isEqualTo(1.0 / 3);
        assertThat(found.evaluation().outcomes().predicted()).containsExactly(1, 0, 1);
        assertThat(found.evaluation().outcomes().samples()).containsExactly(5, 6, 900);
        again.runSettingsProperty().set(again.runSettings().withData(DataChoice.of("cifar10:there")));
        assertThat(again.accuracyOf(reopened)).isNull();
    }

    @Test
    void allVersionsAreCountedAgain() throws ProblemException, IOException {
        SessionModel session = session(new DirectJobRunner(Progress.none()));
        journal(session, PLENTY);
        session.open(model);
        session.apply("any", new Nothing(), "one");
        session.apply("any", new Nothing(), "two");
        crash();
        SessionModel again = session(new DirectJobRunner(Progress.none()));
        journal(again, PLENTY).reopen(id());
        assertThat(Objects.requireNonNull(again.tree()).versions()).hasSize(3)
                .allSatisfy(version -> assertThat(again.analysisOf(version)).isNotNull());
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
