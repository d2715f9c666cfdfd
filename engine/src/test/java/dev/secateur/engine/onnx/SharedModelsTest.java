package dev.secateur.engine.onnx;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;

import static org.assertj.core.api.Assertions.assertThat;

class SharedModelsTest {

    @Test
    void everyModelIsValidAndWrittenUntouchedAsItWas() throws Exception {
        for (Path file : SharedModels.all()) {
            Graph graph = OnnxReader.read(file);
            assertThat(Constraint.violations(graph)).as("%s", file).isEmpty();
            assertThat(OnnxWriter.encode(graph)).as("%s", file).isEqualTo(Files.readAllBytes(file));
        }
    }
}
