package dev.secateur.views.version;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.experiment.FreeBatchStep;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionRecipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileVersionTest {

    @TempDir
    Path folder;

    private final SessionModel session = new SessionModel(new DirectJobRunner(Progress.none()), new EngineWork());

    @BeforeEach
    void opensAModel() throws Exception {
        Path model = folder.resolve("model.onnx");
        OnnxWriter.write(ResNet.of(14, new Pictures(3, 16, 10), 1), model);
        session.open(model);
    }

    private VersionTree tree() {
        return Objects.requireNonNull(session.tree());
    }

    @Test
    void aFileOfTheSameInputsBecomesAVersionBelowTheOriginal() throws Exception {
        Path file = folder.resolve("shallow.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(3, 16, 10), 2), file);
        FileVersion.add(session, file);
        Version added = tree().present();
        assertThat(added.label()).isEqualTo("shallow.onnx");
        assertThat(added.parent()).isZero();
        assertThat(added.graph().nodes()).hasSizeLessThan(tree().original().graph().nodes().size());
        assertThat(Objects.requireNonNull(added.step()).config()).contains(Digest.of(file));
        assertThatThrownBy(() -> SessionRecipe.of(tree(), "test", 1)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nothing is known of how it was made");
    }

    private static void record(Path file) throws Exception {
        new RunRecord("test", new RunRecord.Model("given.onnx", "0", 1), null,
                List.of(new RunRecord.Step(FreeBatchStep.ID, 1, Map.of(),
                        Map.of("method", ConfigJson.map(new FreeBatchStep.Report(1e-7))))),
                1, null, null,
                new RunRecord.Model(file.getFileName().toString(), Digest.of(file), Files.size(file)),
                Machine.present(1), "2026-01-01T00:00:00Z", 1, "done").write(RunRecord.beside(file));
    }

    @Test
    void whatTheRecordBesideAFileTellsIsToldOfItsVersion() throws Exception {
        Path file = folder.resolve("free.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(3, 16, 10), 2), file);
        record(file);
        FileVersion.add(session, file);
        assertThat(Objects.requireNonNull(session.resultOf(tree().present())).report())
                .isEqualTo(new FreeBatchStep.Report(1e-7));
        assertThat(session.resultOf(tree().original())).isNull();

        session.open(file);
        assertThat(Objects.requireNonNull(session.resultOf(tree().original())).report())
                .isEqualTo(new FreeBatchStep.Report(1e-7));
        assertThat(session.statusProperty().get().text()).contains("record beside it", "free-batch");
    }

    @Test
    void aFileOfOtherInputsIsRefused() throws Exception {
        Path file = folder.resolve("larger.onnx");
        OnnxWriter.write(ResNet.of(8, new Pictures(3, 32, 10), 2), file);
        FileVersion.add(session, file);
        assertThat(tree().versions()).hasSize(1);
        assertThat(Objects.requireNonNull(session.jobs().problemProperty().get()).sentence()).contains("larger.onnx",
                "3×32×32", "3×16×16");
    }
}
