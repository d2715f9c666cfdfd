package dev.secateur.engine.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.store.Destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ModelExportTest {

    private static final OrtOptions ONE = OrtOptions.defaults().withThreads(1);
    private static final Graph NETWORK = ResNet.of(8, Pictures.fashion(), 1);

    @TempDir
    Path folder;

    @Test
    void theFileAppearsWithItsParity() throws Exception {
        Exported exported = export(new ModelExport(ONE), NETWORK);
        assertThat(exported.parity().isNone()).isTrue();
        assertThat(exported.bytes()).isEqualTo(Files.size(exported.file()));
        assertThat(left()).containsExactly("out.onnx");
    }

    @Test
    void aFullDiskLeavesWhatWasThere() throws Exception {
        Files.writeString(folder.resolve("out.onnx"), "precious");
        ModelExport full = new ModelExport((graph, file) -> {
            byte[] whole = OnnxWriter.encode(graph);
            try {
                Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
            throw ProblemException.ofFile("cannot write the file", file, "No space left on device", "free some space");
        }, ONE);
        assertThatThrownBy(() -> export(full, NETWORK)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("No space left");
        assertThat(Files.readString(folder.resolve("out.onnx"))).isEqualTo("precious");
        assertThat(left()).containsExactly("out.onnx");
    }

    @Test
    void dataOfAnotherModelIsNotReplaced() throws Exception {
        Files.writeString(folder.resolve("out.onnx.data"), "precious");
        ModelExport two = new ModelExport((graph, file) -> {
            OnnxWriter.write(graph, file);
            try {
                Files.writeString(file.resolveSibling("out.onnx.data"), "new");
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }, ONE);
        assertThatThrownBy(() -> export(two, NETWORK)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("out.onnx.data").hasMessageContaining("exists already");
        assertThat(Files.readString(folder.resolve("out.onnx.data"))).isEqualTo("precious");
        assertThat(left()).containsExactly("out.onnx.data");
        Files.writeString(folder.resolve("out.onnx"), "an older one of both");
        export(two, NETWORK);
        assertThat(Files.readString(folder.resolve("out.onnx.data"))).isEqualTo("new");
    }

    @Test
    void aFileThatReadsBackOtherwiseIsNotInstalled() throws Exception {
        ModelExport torn = new ModelExport((graph, file) -> {
            byte[] whole = OnnxWriter.encode(graph);
            try {
                Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
            } catch (java.io.IOException e) {
                throw new IllegalStateException(e);
            }
        }, ONE);
        assertThatThrownBy(() -> export(torn, NETWORK)).isInstanceOf(ProblemException.class);
        assertThat(left()).isEmpty();
    }

    private Exported export(ModelExport export, Graph graph) throws ProblemException {
        try (OrtSession reference = OrtSession.open(NETWORK, ONE)) {
            return export.write(graph, Destination.of(folder.resolve("out.onnx"), List.of(), true), reference,
                    SampleInputs.samples(NETWORK, Bindings.none(), 2, 1), Progress.none());
        }
    }

    private List<String> left() throws java.io.IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).toList();
        }
    }
}
