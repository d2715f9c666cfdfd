package dev.secateur.engine.onnx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Opaque;

import static org.assertj.core.api.Assertions.assertThat;

class SharedModelsTest {

    @TempDir
    Path folder;

    @Test
    void everyModelIsValidAndWrittenUntouchedAsItWas() throws Exception {
        for (Path file : SharedModels.all()) {
            Graph graph = OnnxReader.read(file);
            assertThat(Constraint.violations(graph)).as("%s", file).isEmpty();
            Path target = folder.resolve(file.getFileName());
            OnnxWriter.write(graph, target);
            assertThat(Files.mismatch(target, file)).as("%s", file).isEqualTo(-1);
            assertThat(OnnxWriter.encode(graph)).as("%s", file).isEqualTo(Files.readAllBytes(file));
        }
    }

    @Test
    void everyModelMadeAgainFromItsRecordsComputesTheSameBits() throws Exception {
        for (Path file : SharedModels.all()) {
            Graph graph = OnnxReader.read(file);
            if (graph.nodes().stream().anyMatch(n -> !n.captures().isEmpty())) {
                // Sub-graphs live in the bytes of the file alone.
                continue;
            }
            byte[] again = OnnxWriter.encode(withoutOrigins(graph));
            assertThat(Runs.run(again)).as("%s", file).containsExactly(Runs.run(file));
        }
    }

    @Test
    void theModelsOfConvolutionsAreUnderstoodWhole() throws Exception {
        for (Path file : SharedModels.all()) {
            List<String> unknown = OnnxReader.read(file).nodes().stream().filter(n -> n.op() instanceof Opaque)
                    .map(n -> n.op().type()).distinct().toList();
            assertThat(unknown).as("%s", file).isSubsetOf("LSTM", "If");
        }
    }

    /// The same network with nothing left of the file but what the records say.
    private static Graph withoutOrigins(Graph graph) {
        Header header = graph.header();
        GraphEditor editor = Graph
                .empty(new Header(header.name(), header.irVersion(), header.opsets(), null)).edit();
        Map<Value, Value> copies = new HashMap<>(Map.of(Value.NONE, Value.NONE));
        graph.inputs().forEach(v -> copies.put(v, editor.addInput(graph.name(v), graph.type(v))));
        graph.constants().forEach((v, t) -> {
            Value copy = copies.computeIfAbsent(v, k -> editor.addValue(graph.name(k)));
            editor.setConstant(copy, t);
        });
        for (Node node : graph.nodes()) {
            node.outputs().forEach(v -> copies.computeIfAbsent(v, k -> editor.addValue(graph.name(k))));
            editor.addNode(graph.name(node), new Node(-1, node.op(), all(node.inputs(), copies),
                    all(node.outputs(), copies), List.of(), null));
        }
        editor.setOutputs(all(graph.outputs(), copies));
        graph.outputs().forEach(v -> editor.declare(copies.getOrDefault(v, Value.NONE), graph.type(v)));
        return editor.build();
    }

    private static List<Value> all(List<Value> values, Map<Value, Value> copies) {
        return values.stream().map(copies::get).toList();
    }
}
