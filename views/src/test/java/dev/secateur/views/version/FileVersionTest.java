package dev.secateur.views.version;

import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Digest;
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
