package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.depthmerge.DepthMergeConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.Version;

import static org.assertj.core.api.Assertions.assertThat;

class EngineWorkTest {

    @TempDir
    Path folder;

    private final SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new EngineWork());

    private Path model() throws ProblemException {
        Path file = folder.resolve("resnet8.onnx");
        OnnxWriter.write(ResNet.of(8, Pictures.fashion(), 1), file);
        return file;
    }

    @Test
    void aModelIsReadAndCounted() throws ProblemException {
        session.open(model());
        assertThat(Objects.requireNonNull(session.analysis()).costs().parameters()).isPositive();
    }

    @Test
    void anUntouchedExportComputesTheSameAsTheModelShown() throws ProblemException {
        session.open(model());
        Path target = folder.resolve("out.onnx");
        session.export(target);
        Status status = session.statusProperty().get();
        assertThat(status.kind()).isEqualTo(Status.Kind.GOOD);
        assertThat(status.text()).contains("out.onnx").contains("identical to the model shown").contains("8 samples");
        assertThat(target).exists();
    }

    @Test
    void aMergedModelIsExportedWithItsDifferenceToTheOriginal() throws ProblemException {
        session.open(model());
        session.apply("depth-merge", DepthMergeConfig.of("stage1.block1"), "Merge 1 block");
        Version merged = Objects.requireNonNull(session.present());
        assertThat(merged.label()).isEqualTo("Merge 1 block");
        assertThat(Objects.requireNonNull(merged.step()).config()).contains("stage1.block1");
        assertThat(Objects.requireNonNull(session.resultOf(merged)).changes()).hasSize(1);
        session.export(folder.resolve("merged.onnx"));
        assertThat(session.statusProperty().get().kind()).isEqualTo(Status.Kind.GOOD);
        assertThat(session.statusProperty().get().text()).contains("identical to the model shown")
                .contains("from the original");
    }

    @Test
    void measuringGivesTheModelAndItsConvolutionsTimes() throws ProblemException {
        session.open(model());
        session.measure();
        Measurement measured = session.measurement();
        assertThat(measured.modelMs()).isPositive();
        List<Integer> convolutions = Objects.requireNonNull(session.present()).graph().nodes().stream()
                .filter(n -> n.op() instanceof Conv).map(Node::id).toList();
        assertThat(measured.nodeMs()).containsKeys(convolutions.toArray(Integer[]::new));
        assertThat(measured.nodeMs().values()).allMatch(ms -> ms >= 0);
        assertThat(measured.attributed()).isGreaterThan(0.9);
        assertThat(measured.fusedInto()).isNotEmpty();
        assertThat(measured.nodeMs()).containsKeys(measured.fusedInto().values().toArray(Integer[]::new))
                .doesNotContainKeys(measured.fusedInto().keySet().toArray(Integer[]::new));
    }

    @Test
    void aModelThatOnnxRuntimeCannotRunIsExportedWithAWarning() throws ProblemException {
        Graph network = ResNet.of(8, Pictures.fashion(), 1);
        GraphEditor editor = network.edit();
        Opaque strange = new Opaque("com.example", "Fancy", Map.of());
        Node last = editor.addNode(strange, "fancy", network.outputs().getFirst());
        editor.setOutputs(List.of(last.output()));
        editor.setHeader(new Header("strange", network.header().irVersion(), Map.of("", 17L, "com.example", 1L), null));
        Path file = folder.resolve("strange.onnx");
        OnnxWriter.write(editor.build(), file);
        session.open(file);
        session.export(folder.resolve("out.onnx"));
        assertThat(session.statusProperty().get().kind()).isEqualTo(Status.Kind.WARNING);
        assertThat(session.statusProperty().get().text()).contains("not checked");
        assertThat(OnnxReader.read(folder.resolve("out.onnx")).nodes()).hasSameSizeAs(editor.build().nodes());
    }

    @Test
    void aFolderThatIsMissingIsAProblemAndLeavesNothing() throws ProblemException {
        session.open(model());
        session.export(folder.resolve("missing").resolve("out.onnx"));
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).sentence()).contains("missing");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void aTextFileNamedOnnxIsAProblem() throws IOException {
        session.open(Files.writeString(folder.resolve("text.onnx"), "plain words, no model"));
        assertThat(session.present()).isNull();
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).where()).contains("text.onnx");
    }
}
