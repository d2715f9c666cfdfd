package dev.secateur.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class OrtSessionTest {

    private static final OrtOptions ONE = OrtOptions.defaults().withThreads(1);

    @TempDir
    Path folder;

    @Test
    void runsARealModelAndKeepsTheOrderOfItsResults() throws Exception {
        try (OrtSession session = OrtSession.open(SharedData.model("cifar10_resnet20_bn.onnx"), ONE)) {
            Map<String, Tensor> result = session.run(Map.of(session.inputNames().getFirst(), image(1)));
            assertThat(result.keySet()).containsExactlyElementsOf(session.outputNames());
            assertThat(result.values().iterator().next().dims()).containsExactly(1, 10);
        }
    }

    @Test
    void twoExportsOfOneNetworkDifferByRoundingOnly() throws Exception {
        try (OrtSession folded = OrtSession.open(SharedData.model("cifar10_resnet20_bnfolded.onnx"), ONE);
                OrtSession kept = OrtSession.open(SharedData.model("cifar10_resnet20_bn.onnx"), ONE)) {
            Difference difference = Parity.compare(folded, kept,
                    List.of(Map.of(kept.inputNames().getFirst(), image(1))), Progress.none());
            assertThat(difference.maxRel()).isBetween(0.0, 1e-4);
        }
    }

    @Test
    void namesAnInputThatTheModelDoesNotHave() throws Exception {
        try (OrtSession session = OrtSession.open(SharedData.model("cifar10_resnet20_bn.onnx"), ONE)) {
            assertThatThrownBy(() -> session.run(Map.of("no_such_input", image(1))))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("no_such_input")
                    .hasMessageContaining(session.inputNames().getFirst());
        }
    }

    @Test
    void refusesAnInputOfTheWrongShapeWithTheRuntimesReason() throws Exception {
        try (OrtSession session = OrtSession.open(SharedData.model("cifar10_resnet20_bn.onnx"), ONE)) {
            assertThatThrownBy(() -> session.run(Map.of(session.inputNames().getFirst(), Tensor.scalar(1))))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("cifar10_resnet20_bn.onnx")
                    .hasMessageContaining("rank").hasMessageNotContaining("Error code");
        }
    }

    @Test
    void refusesAFileThatIsNoModel() throws Exception {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> OrtSession.open(text, ONE)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("text.onnx").hasMessageContaining("ONNX Runtime says");
    }

    private static Tensor image(int batch) {
        float[] data = new float[batch * 3 * 32 * 32];
        Random random = new Random(5);
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        return Tensor.of(data, batch, 3, 32, 32);
    }
}
