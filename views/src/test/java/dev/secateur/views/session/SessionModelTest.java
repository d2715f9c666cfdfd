package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.views.testing.HeldJobs;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionModelTest {

    private record Nothing() {}

    /// Reads a chain of two nodes, and every method removes the last of them.
    private static final class ChainWork extends UnaskedWork {

        @Override
        public Graph read(Path file, Progress progress) throws ProblemException {
            if (file.endsWith("bad.onnx")) {
                throw ProblemException.ofFile("cannot read the model", file, "it is empty", "choose another");
            }
            GraphEditor editor = Graph.empty(new Header("chain", 8, Map.of("", 13L), null)).edit();
            Value in = editor.addInput("in", TensorType.UNKNOWN);
            Value middle = editor.addNode(new Identity(), "first", in).output();
            editor.setOutputs(List.of(editor.addNode(new Identity(), "second", middle).output()));
            return editor.build();
        }

        @Override
        public Applied apply(Request request, Progress progress) throws ProblemException {
            Graph graph = request.version().graph();
            GraphEditor editor = graph.edit();
            if (request.method().equals("broken")) {
                throw new IllegalStateException("a defect");
            }
            editor.setOutputs(List.of(graph.nodes().getFirst().output()));
            editor.remove(graph.nodes().getLast());
            MethodResult result = new MethodResult(editor.build(), List.of(), Map.of(), null, new Nothing());
            return new Applied(result, new Step(request.method(), "{}"), "one node less");
        }

        @Override
        public Measurement measure(Version version, RunSettings settings, Progress progress) {
            return new Measurement(Map.of(), 1, "counted by hand");
        }

        @Override
        public Accuracy evaluate(Version version, RunSettings settings, Progress progress) {
            double share = settings.data().kind().equals("fashion") ? 0.9 : 0.1;
            return new Accuracy(new Evaluation(1000, share, 1, 1,
                    new Outcomes(List.of("a", "b"), new int[0], new int[0], new int[0]), List.of()),
                    "1,000 pictures");
        }

        @Override
        public FreeBatch.Result freeBatch(Graph graph, Progress progress) {
            return graph.nodes().size() > 1
                    ? new FreeBatch.Freed(graph.edit().build(), 0)
                    : new FreeBatch.Refused("it has no input with a batch", graph.nodes().getFirst());
        }

        @Override
        public Exported export(Export request, Progress progress) {
            return new Exported(request.target(), 1, Status.good("written"));
        }
    }

    @TempDir
    Path folder;

    private final SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new ChainWork());
    private final HeldJobs held = new HeldJobs();
    private final SessionModel slow = new SessionModel(held, new ChainWork());

    private static Version present(SessionModel model) {
        return Objects.requireNonNull(model.present());
    }

    private static VersionTree tree(SessionModel model) {
        return Objects.requireNonNull(model.tree());
    }

    @Test
    void anOpenedModelIsShownAndAnalysed() {
        session.open(Path.of("a.onnx"));
        assertThat(present(session).graph().nodes()).hasSize(2);
        assertThat(Objects.requireNonNull(session.analysis()).graph()).isSameAs(present(session).graph());
        assertThat(session.source()).isEqualTo(Path.of("a.onnx"));
        assertThat(session.isUnsaved().get()).isFalse();
    }

    @Test
    void theGraphIsShownBeforeItIsAnalysed() {
        slow.open(Path.of("a.onnx"));
        held.runNext();
        assertThat(slow.present()).isNotNull();
        assertThat(slow.analysis()).isNull();
        held.runNext();
        assertThat(slow.analysis()).isNotNull();
    }

    @Test
    void aFileThatCannotBeReadLeavesTheOpenModel() {
        session.open(Path.of("a.onnx"));
        Version before = present(session);
        session.open(Path.of("bad.onnx"));
        assertThat(present(session)).isSameAs(before);
        assertThat(session.source()).isEqualTo(Path.of("a.onnx"));
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).why()).isEqualTo("it is empty");
        session.open(Path.of("b.onnx"));
        assertThat(session.jobs().problemProperty().get()).isNull();
    }

    @Test
    void anAppliedMethodBecomesThePresentAndCanBeUndone() {
        session.open(Path.of("a.onnx"));
        session.apply("cut", new Nothing(), "Cut one");
        assertThat(present(session).label()).isEqualTo("Cut one");
        assertThat(present(session).graph().nodes()).hasSize(1);
        assertThat(session.isUnsaved().get()).isTrue();
        session.undo();
        assertThat(present(session).graph().nodes()).hasSize(2);
        assertThat(session.canRedo().get()).isTrue();
        session.redo();
        assertThat(present(session).label()).isEqualTo("Cut one");
    }

    @Test
    void goingBackShowsTheAnalysisThatIsKnownAtOnce() {
        slow.open(Path.of("a.onnx"));
        held.runAll();
        Analysis first = slow.analysis();
        slow.apply("cut", new Nothing(), "Cut one");
        held.runNext();
        assertThat(slow.analysis()).isNull();
        slow.undo();
        assertThat(slow.analysis()).isSameAs(first);
        held.runAll();
        assertThat(slow.analysis()).isSameAs(first);
        slow.redo();
        assertThat(Objects.requireNonNull(slow.analysis()).graph()).isSameAs(present(slow).graph());
        assertThat(held.waiting()).isZero();
    }

    @Test
    void aResultForAVersionThatIsNoLongerPresentIsAddedBesideIt() {
        slow.open(Path.of("a.onnx"));
        held.runAll();
        slow.apply("cut", new Nothing(), "Fast");
        slow.apply("cut", new Nothing(), "Slow");
        held.runNext();
        assertThat(present(slow).label()).isEqualTo("Fast");
        held.runAll();
        assertThat(present(slow).label()).isEqualTo("Fast");
        assertThat(tree(slow).children(tree(slow).original())).extracting(Version::label).containsExactly("Fast",
                "Slow");
        assertThat(slow.statusProperty().get().text()).contains("v2");
    }

    @Test
    void aResultForAModelThatWasClosedIsDropped() {
        slow.open(Path.of("a.onnx"));
        held.runAll();
        slow.apply("cut", new Nothing(), "Cut one");
        slow.open(Path.of("b.onnx"));
        held.runLast();
        held.runAll();
        assertThat(tree(slow).versions()).hasSize(1);
        assertThat(slow.jobs().ended()).extracting(RunningJob::state).contains(RunningJob.State.CANCELLED);
    }

    @Test
    void aDefectIsReportedAndThePresentStays() {
        session.open(Path.of("a.onnx"));
        session.apply("broken", new Nothing(), "Break");
        assertThat(present(session).isOriginal()).isTrue();
        Defect defect = Objects.requireNonNull(session.jobs().defectProperty().get());
        assertThat(defect.during()).isEqualTo("Break");
        assertThat(defect.error()).hasMessage("a defect");
    }

    @Test
    void selectionKeepsOnlyNodesThatStillExistAndComesBackWithItsVersion() {
        session.open(Path.of("a.onnx"));
        int first = present(session).graph().nodes().getFirst().id();
        int second = present(session).graph().nodes().getLast().id();
        session.select(Selection.ofNodes(Set.of(first, second)));
        session.apply("cut", new Nothing(), "Cut one");
        assertThat(session.selection()).isEqualTo(Selection.ofNode(first));
        session.undo();
        assertThat(session.selection()).isEqualTo(Selection.ofNodes(Set.of(first, second)));
    }

    @Test
    void exportingMakesThePresentSavedUntilItMoves() throws IOException {
        Path file = Files.writeString(folder.resolve("a.onnx"), "x");
        session.open(file);
        session.apply("cut", new Nothing(), "Cut one");
        session.export(folder.resolve("out.onnx"));
        assertThat(session.isUnsaved().get()).isFalse();
        assertThat(session.statusProperty().get()).isEqualTo(Status.good("written"));
        session.apply("cut", new Nothing(), "Cut two");
        assertThat(session.isUnsaved().get()).isTrue();
    }

    @Test
    void theSourceIsNeverWrittenToUnderWhateverName() throws IOException {
        Path file = Files.writeString(folder.resolve("a.onnx"), "x");
        Path link = Files.createSymbolicLink(folder.resolve("link.onnx"), file);
        session.open(file);
        session.export(link);
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).hint()).contains("another name");
        assertThat(session.statusProperty().get()).isEqualTo(Status.NONE);
    }

    @Test
    void nothingCanBeAppliedBeforeAModelIsOpen() {
        assertThatThrownBy(() -> session.apply("cut", new Nothing(), "Cut")).isInstanceOf(IllegalStateException.class);
        assertThat(session.canUndo().get()).isFalse();
        assertThat(session.canRedo().get()).isFalse();
    }

    @Test
    void accuracyBelongsToTheDataItWasMeasuredOn() {
        session.open(Path.of("a.onnx"));
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("fashion")));
        session.evaluate();
        assertThat(Objects.requireNonNull(session.accuracyProperty().get()).text()).isEqualTo("90.00 %");
        assertThat(session.statusProperty().get().kind()).isEqualTo(Status.Kind.GOOD);
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("idx:folder")));
        assertThat(session.accuracyProperty().get()).isNull();
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("fashion")));
        assertThat(session.accuracyProperty().get()).isNotNull();
    }

    @Test
    void anAccuracyNearChanceIsAWarning() {
        session.open(Path.of("a.onnx"));
        session.runSettingsProperty().set(session.runSettings().withData(DataChoice.of("idx:folder")));
        session.evaluate();
        assertThat(session.statusProperty().get().kind()).isEqualTo(Status.Kind.WARNING);
        assertThat(session.statusProperty().get().text()).contains("near chance");
    }

    @Test
    void aJobRemembersWhatCameOfIt() {
        session.open(Path.of("a.onnx"));
        session.apply("any", new Nothing(), "Cut");
        session.open(Path.of("bad.onnx"));
        assertThat(session.jobs().ended()).filteredOn(j -> j.title().equals("Cut")).singleElement()
                .satisfies(j -> assertThat(j.resultProperty().get()).contains("one node less"));
        assertThat(session.jobs().ended().getFirst().state()).isEqualTo(RunningJob.State.FAILED);
        assertThat(session.jobs().ended().getFirst().resultProperty().get()).contains("it is empty");
        assertThat(session.jobs().ended().getFirst().log()).extracting(RunningJob.Line::text).last().asString()
                .contains("it is empty");
    }

    @Test
    void aFreedBatchIsAVersionAndARefusalNamesTheNode() {
        session.open(Path.of("a.onnx"));
        session.freeBatch();
        assertThat(present(session).label()).isEqualTo("Any batch");
        session.apply("any", new Nothing(), "Cut");
        session.freeBatch();
        assertThat(present(session).label()).isEqualTo("Cut");
        assertThat(Objects.requireNonNull(session.batchRefusalProperty().get()).node()).isNotNull();
        session.undo();
        assertThat(session.batchRefusalProperty().get()).isNull();
    }
}
