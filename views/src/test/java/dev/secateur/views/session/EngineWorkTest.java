package dev.secateur.views.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.job.DirectJobRunner;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;

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
