package dev.secateur.engine.onnx;

import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;

import static org.assertj.core.api.Assertions.assertThat;

final class MetadataTest {

    @Test
    void metadataIsWrittenReadChangedAndKept() throws Exception {
        Graph made = with(ResNet.of(8, Pictures.fashion(), 1), Map.of("a", "1", "b", "2"));
        Graph read = OnnxReader.decode(OnnxWriter.encode(made), null);
        assertThat(read.header().metadata()).isEqualTo(Map.of("a", "1", "b", "2"));
        Graph changed = OnnxReader.decode(OnnxWriter.encode(with(read, Map.of("b", "3", "c", "4"))), null);
        assertThat(changed.header().metadata()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        byte[] bytes = OnnxWriter.encode(changed);
        assertThat(OnnxWriter.encode(OnnxReader.decode(bytes, null))).isEqualTo(bytes);
    }

    private static Graph with(Graph graph, Map<String, String> more) {
        GraphEditor editor = graph.edit();
        editor.setHeader(graph.header().withMetadata(more));
        return editor.build();
    }
}
