package dev.secateur.engine.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ChannelReport;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.EpochResult;
import dev.secateur.engine.train.TrainEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SessionStoreTest {

    private static final long PLENTY = 1L << 30;
    private static final Step STEP = new Step("l1", "{\"rate\":0.5}");

    @TempDir
    Path folder;

    private Path model = Path.of("model.onnx");
    private SessionStore store = new SessionStore(Path.of("sessions"));
    private VersionTree tree = VersionTree.of("none", ResNet.of(20, Pictures.cifarTen(), 1));

    @BeforeEach
    void openAModel() throws ProblemException {
        model = folder.resolve("model.onnx");
        OnnxWriter.write(tree.original().graph(), model);
        store = new SessionStore(folder.resolve("sessions"));
        tree = VersionTree.of("Original", OnnxReader.read(model));
    }

    @Test
    void aSessionIsPutTogetherAsItWas() throws ProblemException {
        VersionTree grown = tree.add("one", changed(tree.present().graph(), 3, 1), STEP).undo()
                .add("two", changed(tree.original().graph(), 5, 2), STEP).undo();
        SessionFile.OpenJob job = new SessionFile.OpenJob("Train v2", 2, "", "", "");
        SessionWriter writer = store.begin(model);
        writer.keep(new SessionState(grown, 1, List.of(job), Map.of("view", "GRAPH"), Map.of()), PLENTY);
        writer.close(new SessionState(grown, 1, List.of(job), Map.of("view", "GRAPH"), Map.of()), PLENTY);

        SessionStore.Reopened again = new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none());

        assertThat(again.tree().presentId()).isZero();
        assertThat(again.tree().lastChild()).isEqualTo(grown.lastChild());
        assertThat(again.file().jobs()).containsExactly(job);
        assertThat(again.file().state()).containsEntry("view", "GRAPH");
        for (int i = 0; i < 3; i++) {
            Version was = grown.version(i);
            Version is = again.tree().version(i);
            assertThat(is.label()).isEqualTo(was.label());
            assertThat(is.parent()).isEqualTo(was.parent());
            assertThat(is.step()).isEqualTo(was.step());
            assertThat(is.graph().nodeIds()).isEqualTo(was.graph().nodeIds());
            assertThat(OnnxWriter.encode(is.graph())).isEqualTo(OnnxWriter.encode(was.graph()));
        }
    }

    @Test
    void whatAMethodToldOfItsVersionIsThereAgain() throws ProblemException {
        Graph cut = changed(tree.original().graph(), 4, 9);
        VersionTree grown = tree.add("one", changed(cut, 3, 1), STEP);
        Told told = told(grown.present().graph(), cut);
        SessionWriter writer = store.begin(model);
        writer.keep(SessionState.of(tree), PLENTY);
        writer.close(new SessionState(grown, 0, List.of(), Map.of("view", "GRAPH"), Map.of(1, told)), PLENTY);

        SessionStore.Reopened again = new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none());
        again.writer().keep(SessionState.of(again.tree()), PLENTY);

        assertThat(again.told()).containsOnlyKeys(1);
        Told kept = Objects.requireNonNull(again.told().get(1));
        assertThat(kept.course()).isEqualTo(told.course());
        MethodResult result = Objects.requireNonNull(kept.result());
        MethodResult before = Objects.requireNonNull(told.result());
        assertThat(result.report()).isEqualTo(before.report());
        assertThat(result.changes()).isEqualTo(before.changes());
        assertThat(result.metrics()).isEqualTo(before.metrics());
        assertThat(result.parity()).isEqualTo(before.parity());
        assertThat(result.graph()).isSameAs(again.tree().version(1).graph());
        assertThat(OnnxWriter.encode(Objects.requireNonNull(result.untrained()))).isEqualTo(OnnxWriter.encode(cut));
        assertThat(store.all().sessions().getFirst().file().state()).containsKeys("told.1", "untrained.1");
    }

    @Test
    void whatRecordsToldOfTheOriginalAndOfAnAddedFileIsThereAgain() throws ProblemException {
        VersionTree grown = tree.add("cut.onnx", changed(tree.original().graph(), 3, 1), new Step("file", "{}"));
        Told ofOriginal = told(tree.original().graph(), tree.original().graph());
        Told ofFile = told(grown.present().graph(), grown.present().graph());
        SessionWriter writer = store.begin(model);
        writer.close(new SessionState(grown, 0, List.of(), Map.of(), Map.of(0, ofOriginal, 1, ofFile)), PLENTY);

        Map<Integer, Told> again = new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none())
                .told();

        assertThat(again).containsOnlyKeys(0, 1);
        for (Told told : again.values()) {
            assertThat(Objects.requireNonNull(told.result()).report())
                    .isEqualTo(Objects.requireNonNull(ofFile.result()).report());
        }
    }

    @Test
    void versionsAreThereEvenIfWhatWasToldOfThemCannotBeRead() throws ProblemException, IOException {
        VersionTree grown = tree.add("one", changed(tree.original().graph(), 3, 1), STEP);
        SessionWriter writer = store.begin(model);
        writer.close(new SessionState(grown, 0, List.of(), Map.of(),
                Map.of(1, told(grown.present().graph(), grown.present().graph()))), PLENTY);
        Path payload = folder.resolve("sessions").resolve("payloads")
                .resolve(store.all().sessions().getFirst().file().state().get("told.1"));
        Files.writeString(payload, "no JSON");

        SessionStore.Reopened again = new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none());

        assertThat(again.tree().versions()).hasSize(2);
        assertThat(again.told()).isEmpty();
    }

    @Test
    void droppingASessionDropsWhatWasToldInIt() throws ProblemException {
        VersionTree grown = tree.add("one", changed(tree.original().graph(), 3, 1), STEP);
        SessionWriter writer = store.begin(model);
        writer.close(new SessionState(grown, 0, List.of(), Map.of(),
                Map.of(1, told(grown.present().graph(), changed(tree.original().graph(), 6, 3)))), PLENTY);

        store.drop(id(writer));

        assertThat(store.bytes()).isZero();
    }

    private static Told told(Graph graph, Graph untrained) {
        ChannelReport report = new ChannelReport(
                List.of(new ChannelReport.CutGroup("conv1", 16, 8, 0.75, "few")), 0.5, 0.25, 0.125, Double.NaN, 1, null,
                null, "2 seeded inputs", "");
        Difference parity = new Difference(1e-6, 1e-7, "2 seeded inputs",
                List.of(new Difference.OfOutput("out", 1e-6, 1e-7)));
        return new Told(new MethodResult(graph, List.of(new MethodResult.Change("conv1", "16 → 8")),
                Map.of("macs", 3.5), parity, report, untrained),
                new Told.Course(2, 10, List.of(new EpochResult(1, 0.5, null, 0.4, 0.9, 1.5)),
                        List.of(new TrainEvent.Rate(1, 0.1)), TrainEvent.Ending.DONE));
    }

    @Test
    void whatVersionsHaveInCommonIsOnTheDiskOnce() throws ProblemException, IOException {
        VersionTree grown = tree;
        for (int i = 0; i < 10; i++) {
            grown = grown.goTo(0).add("v", changed(tree.original().graph(), 3, i), STEP);
        }
        store.begin(model).keep(SessionState.of(grown), PLENTY);

        long one = Files.size(model);
        // Beside the weights, each version has its small file without them and the list of its parts.
        assertThat(store.bytes()).isLessThan(one + 10 * 60_000);
    }

    @Test
    void fiftyVersionsTakeTheMemoryOfTheWeightsThatDiffer() throws ProblemException {
        VersionTree grown = tree;
        for (int i = 0; i < 50; i++) {
            grown = grown.add("v", changed(grown.present().graph(), i % 20, i), STEP);
        }
        SessionWriter writer = store.begin(model);
        writer.close(SessionState.of(grown), PLENTY);
        VersionTree again = new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none()).tree();

        for (VersionTree any : List.of(grown, again)) {
            Map<Object, Long> held = new HashMap<>();
            Map<String, Long> differing = new HashMap<>();
            for (Version version : any.versions()) {
                for (Tensor tensor : version.graph().constants().values()) {
                    if (tensor.byteSize() >= 1024) {
                        held.put(place(tensor), tensor.byteSize());
                        differing.put(Payloads.digest(tensor.bytes()), tensor.byteSize());
                    }
                }
            }
            long holds = held.values().stream().mapToLong(Long::longValue).sum();
            long differs = differing.values().stream().mapToLong(Long::longValue).sum();
            assertThat(any.versions()).hasSize(51);
            assertThat(holds).isLessThan((long) (1.5 * differs));
        }
    }

    /// Reopened tensors are views of the same mapped bytes; edited graphs hold the same tensors.
    private static Object place(Tensor tensor) {
        return tensor.bytes().isMapped() ? (Object) tensor.bytes().address() : new Held(tensor);
    }

    private record Held(Tensor tensor) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Held held && held.tensor == tensor;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(tensor);
        }
    }

    @Test
    void theOriginalAloneIsReadFromItsOwnFile() throws ProblemException, IOException {
        SessionWriter writer = store.begin(model);
        writer.keep(SessionState.of(tree), PLENTY);

        assertThat(store.bytes()).isZero();
        endOf(writer);
        assertThat(reopened(writer).versions()).hasSize(1);
        endOf(writer);
        Files.write(model, new byte[]{1});
        assertThatThrownBy(() -> reopened(writer)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("not what it was");
    }

    @Test
    void aSessionOutlivesTheFileOfItsModel() throws ProblemException, IOException {
        SessionWriter writer = store.begin(model);
        writer.close(SessionState.of(tree.add("one", changed(tree.original().graph(), 3, 1), STEP)), PLENTY);
        Files.delete(model);

        VersionTree again = reopened(writer);

        assertThat(OnnxWriter.encode(again.original().graph())).isEqualTo(OnnxWriter.encode(tree.original().graph()));
        assertThat(OnnxReader.files(again.original().graph())).isEmpty();
    }

    @Test
    void anOpenSessionIsNotOpenedTwiceAndOneThatWasCutOffIsKnown() throws ProblemException, IOException {
        SessionWriter writer = store.begin(model);
        writer.keep(SessionState.of(tree), PLENTY);

        assertThatThrownBy(() -> reopened(writer)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("open already");
        assertThatThrownBy(() -> store.drop(id(writer))).isInstanceOf(ProblemException.class);
        endOf(writer);
        assertThat(store.all().sessions()).singleElement().satisfies(k -> assertThat(k.file().isCutOff()).isTrue());
    }

    @Test
    void droppingFreesOnlyWhatNoOtherSessionNeeds() throws ProblemException, IOException {
        VersionTree one = tree.add("one", changed(tree.original().graph(), 3, 1), STEP);
        VersionTree two = tree.add("two", changed(tree.original().graph(), 3, 2), STEP);
        SessionWriter first = store.begin(model);
        first.close(SessionState.of(one), PLENTY);
        SessionWriter second = store.begin(model);
        second.close(SessionState.of(two), PLENTY);
        long before = store.bytes();
        long alone = store.bytesOfAlone(id(first));

        store.drop(id(first));

        assertThat(alone).isPositive();
        assertThat(store.bytes()).isEqualTo(before - alone);
        assertThat(OnnxWriter.encode(reopened(second).version(1).graph()))
                .isEqualTo(OnnxWriter.encode(two.version(1).graph()));
    }

    @Test
    void whatASessionThatCannotBeReadNowMayNeedStays() throws ProblemException, IOException {
        VersionTree two = tree.add("two", changed(tree.original().graph(), 3, 2), STEP);
        SessionWriter first = store.begin(model);
        first.close(SessionState.of(tree.add("one", changed(tree.original().graph(), 3, 1), STEP)), PLENTY);
        SessionWriter second = store.begin(model);
        second.close(SessionState.of(two), PLENTY);
        Path file = folder.resolve("sessions").resolve(id(second) + ".session.json");
        byte[] readable = Files.readAllBytes(file);
        Files.writeString(file, "{\"format\": \"of tomorrow\"}");

        store.drop(id(first));

        Files.write(file, readable);
        assertThat(OnnxWriter.encode(reopened(second).version(1).graph()))
                .isEqualTo(OnnxWriter.encode(two.version(1).graph()));
    }

    @Test
    void whatDoesNotFitTheBudgetIsRefusedAndTheRestStays() throws ProblemException {
        VersionTree grown = tree.add("one", changed(tree.original().graph(), 3, 1), STEP);
        SessionWriter writer = store.begin(model);
        writer.keep(SessionState.of(grown), PLENTY);
        VersionTree more = grown.add("two", changed(grown.present().graph(), 4, 2), STEP);

        assertThatThrownBy(() -> writer.close(SessionState.of(more), store.bytes() + 10))
                .isInstanceOf(ProblemException.class).hasMessageContaining("cannot keep v2");

        assertThat(reopened(writer).versions()).hasSize(2);
    }

    @Test
    void aDamagedPayloadIsNamed() throws ProblemException, IOException {
        SessionWriter writer = store.begin(model);
        writer.close(SessionState.of(tree.add("one", changed(tree.original().graph(), 3, 1), STEP)), PLENTY);
        try (Stream<Path> payloads = Files.list(folder.resolve("sessions").resolve("payloads"))) {
            Files.write(payloads.findFirst().orElseThrow(), new byte[]{1, 2, 3});
        }

        assertThatThrownBy(() -> reopened(writer)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("damaged");
    }

    private VersionTree reopened(SessionWriter writer) throws ProblemException {
        return new SessionStore(folder.resolve("sessions")).open(id(writer), Progress.none()).tree();
    }

    private static String id(SessionWriter writer) {
        return Objects.requireNonNull(writer.id());
    }

    /// As if the program had ended without closing the session: another process is named as its owner.
    private void endOf(SessionWriter writer) throws IOException {
        Path file = folder.resolve("sessions").resolve(id(writer) + ".session.json");
        Files.writeString(file,
                Files.readString(file).replaceFirst("\"process\" : \"[^\"]*\"", "\"process\" : \"1@then\""));
    }

    /// The graph with one weight negated and shifted.
    static Graph changed(Graph graph, int which, int shift) {
        List<Node> layers = graph.nodes().stream().filter(n -> n.op().type().equals("Conv")).toList();
        Node layer = layers.get(which % layers.size());
        float[] numbers = Objects.requireNonNull(graph.constants().get(layer.input(1))).toFloats();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = shift - numbers[i];
        }
        GraphEditor editor = graph.edit();
        Tensor before = Objects.requireNonNull(graph.constants().get(layer.input(1)));
        Value weight = editor.addConstant(graph.name(layer.input(1)), Tensor.of(numbers, before.dims()));
        editor.setInput(layer, 1, weight);
        return editor.build();
    }
}
