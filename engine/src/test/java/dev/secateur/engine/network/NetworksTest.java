package dev.secateur.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NetworksTest {

    private static final OrtOptions OPTIONS = OrtOptions.defaults().withThreads(1).withOptimised(false);

    static Set<String> names() {
        return Networks.all().keySet();
    }

    private static Graph network(String name) {
        return Objects.requireNonNull(Networks.all().get(name)).get();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyValueHasTheShapeThatFollowsAtBatchesOneAndTwo(String name) throws Exception {
        Graph graph = network(name);
        Graph exposed = exposed(graph);
        for (int batch = 1; batch <= 2; batch++) {
            if (name.equals("detector") && batch > 1) {
                continue;
            }
            Bindings bindings = Bindings.batch(batch).with("batch", batch).with("time", 5);
            Shapes shapes = ShapeInference.infer(graph, bindings);
            assertThat(shapes.conflicts()).isEmpty();
            try (OrtSession session = OrtSession.open(OnnxWriter.encode(exposed), OPTIONS)) {
                Map<String, Tensor> results = session.run(SampleInputs.normal(graph, bindings, batch, 1));
                exposed.outputs().forEach(v -> compare(name + " " + graph.name(v),
                        Objects.requireNonNull(shapes.shape(v)),
                        Objects.requireNonNull(results.get(graph.name(v)))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theNewerOperatorSetsGiveTheSameShapesAndResults(String name) throws Exception {
        Graph graph = network(name);
        Bindings bindings = Bindings.batch(1).with("batch", 1).with("time", 5);
        Map<String, Tensor> feed = SampleInputs.normal(graph, bindings, 1, 1);
        List<Tensor> before;
        try (OrtSession session = OrtSession.open(OnnxWriter.encode(graph), OPTIONS)) {
            before = List.copyOf(session.run(feed).values());
        }
        for (long opset = Math.max(18, graph.header().opset() + 1); opset <= 21; opset++) {
            Graph newer = OnnxReader.decode(OnnxWriter.encode(inOperatorSet(graph, opset)), null);
            assertThat(newer.nodes()).noneMatch(n -> n.op() instanceof Opaque);
            Shapes shapes = ShapeInference.infer(newer, bindings);
            assertThat(shapes.conflicts()).isEmpty();
            assertThat(CostRules.count(newer, shapes).macs())
                    .isEqualTo(CostRules.count(graph, ShapeInference.infer(graph, bindings)).macs());
            Graph exposed = exposed(newer);
            try (OrtSession session = OrtSession.open(OnnxWriter.encode(exposed), OPTIONS)) {
                Map<String, Tensor> results = session.run(feed);
                exposed.outputs().forEach(v -> compare(name + " " + newer.name(v),
                        Objects.requireNonNull(shapes.shape(v)),
                        Objects.requireNonNull(results.get(newer.name(v)))));
                for (int i = 0; i < before.size(); i++) {
                    Tensor now = Objects.requireNonNull(results.get(newer.name(newer.outputs().get(i))));
                    assertThat(now.toDoubles()).containsExactly(before.get(i).toDoubles(), within(1e-5));
                }
            }
        }
    }

    private static Graph inOperatorSet(Graph graph, long opset) {
        Header header = graph.header();
        GraphEditor editor = graph.edit();
        editor.setHeader(new Header(header.name(), header.irVersion(), Map.of("", opset), null));
        return editor.build();
    }

    private static Graph exposed(Graph graph) {
        List<Value> outputs = new ArrayList<>();
        for (Node node : graph.nodes()) {
            outputs.addAll(node.outputs());
        }
        GraphEditor editor = graph.edit();
        editor.setOutputs(outputs);
        return editor.build();
    }

    private static void compare(String what, Shape inferred, Tensor actual) {
        for (int i = 0; i < inferred.rank(); i++) {
            boolean found = inferred.dim(i) instanceof Dim.Symbol(String symbol) && symbol.startsWith("count_");
            if (!found) {
                assertThat(inferred.dim(i)).as(what).isEqualTo(Dim.of(actual.dim(i)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void theBatchStaysOpenAndEveryOperatorIsCounted(String name) {
        Graph graph = network(name);
        Shapes open = ShapeInference.infer(graph);
        assertThat(open.conflicts()).isEmpty();
        if (!name.equals("detector")) {
            assertThat(Objects.requireNonNull(open.shape(graph.outputs().getFirst())).dims()).contains(Dim.of("batch"));
        }
        var costs = CostRules.count(graph,
                ShapeInference.infer(graph, Bindings.batch(1).with("batch", 1).with("time", 5)));
        assertThat(costs.unknownOperators()).isEmpty();
        assertThat(costs.parameters()).isPositive();
        assertThat(costs.macs()).isPositive();
    }

    @Test
    void extentsThatOnlyTheDataTellAreOneSymbolWhereverTheyGo() {
        Graph graph = network("detector");
        Shape boxes = Objects.requireNonNull(ShapeInference.infer(graph).shape(graph.outputs().getFirst()));
        assertThat(boxes.dims()).anySatisfy(d -> assertThat(d.toString()).startsWith("count_"));
    }

    @Test
    void heightAndWidthStayOpenWhereAnArchitectureTakesAny() {
        Graph graph = ConvolutionNets.resNet(List.of(1, 1), 8, true, 1, 0);
        Shapes shapes = ShapeInference.infer(graph);
        assertThat(shapes.conflicts()).isEmpty();
        List<String> extents = graph.nodes().stream().map(n -> String.valueOf(shapes.shape(n.output()))).toList();
        assertThat(extents).anyMatch(s -> s.contains("height") && s.contains("width"));
        Shape result = Objects.requireNonNull(shapes.shape(graph.outputs().getFirst()));
        assertThat(result).isEqualTo(new Shape(List.of(Dim.of("batch"), Dim.of(10))));
    }

    @Test
    void theSameNetworkIsMadeEveryTime() throws Exception {
        assertThat(OnnxWriter.encode(network("swin"))).isEqualTo(OnnxWriter.encode(network("swin")));
    }
}
