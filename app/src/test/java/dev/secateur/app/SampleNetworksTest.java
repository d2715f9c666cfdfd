package dev.secateur.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxWriter;

import static org.assertj.core.api.Assertions.assertThat;

/// The untrained sample models are what the project writes from their architecture and seed.
///
/// `-Dtest.args=-Dsecateur.samples=write` with this test alone writes them again; the manifest then needs the new checksums.
class SampleNetworksTest {

    private static final long SEED = 1;
    private static final String HOME = "dev/secateur/sample/models/";
    private static final Path SOURCES = Path.of("..", "sample-models", "src", "main", "resources", HOME);

    private static Map<String, Graph> networks() {
        return Map.of("resnet20-fashion-untrained.onnx", ResNet.of(20, Pictures.fashion(), SEED),
                "mobilenetv2-fashion-untrained.onnx", MobileNetV2.small(Pictures.fashion(), SEED));
    }

    @Test
    void theFilesAreWrittenFromArchitectureAndSeed() throws Exception {
        for (Map.Entry<String, Graph> network : networks().entrySet()) {
            byte[] written = OnnxWriter.encode(network.getValue());
            if ("write".equals(System.getProperty("secateur.samples"))) {
                Files.createDirectories(SOURCES);
                Files.write(SOURCES.resolve(network.getKey()), written);
            }
            assertThat(Files.readAllBytes(SOURCES.resolve(network.getKey()))).as(network.getKey())
                    .isEqualTo(written);
        }
    }
}
