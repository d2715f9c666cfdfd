package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.weight;
import static org.assertj.core.api.Assertions.assertThat;

/// Looking into the sub-graphs of nodes: their nodes, shapes and costs.
class BodyTest {

    private static GraphProto.Builder branch(NodeProto.Builder node) {
        return GraphProto.newBuilder().setName("b").addNode(node).addOutput(floats(node.getOutput(0)));
    }

    private static ValueInfoProto typed(String name, int type) {
        ValueInfoProto info = floats(name);
        return info.toBuilder().setType(info.getType().toBuilder()
                .setTensorType(info.getType().getTensorType().toBuilder().setElemType(type))).build();
    }

    /// An `If` whose branches multiply what is outside by a weight outside and a weight inside.
    private static Graph conditional(long columns) throws Exception {
        NodeProto.Builder choose = node("If", "c", "y")
                .addAttribute(Models.graph("then_branch", branch(node("MatMul", "x,w", "t"))))
                .addAttribute(Models.graph("else_branch",
                        branch(node("MatMul", "x,v", "e")).addInitializer(weight("v", 4, columns))));
        return Models.read(model(17, graph(2, 4).addInput(typed("c", 9)).addInitializer(weight("w", 4, 3))
                .addNode(choose)));
    }

    @Test
    void aNodeShowsItsSubGraphsWithWhatTheyTakeFromOutside() throws Exception {
        Node node = conditional(3).nodes().getFirst();
        assertThat(node.bodies()).extracting(Body::name).containsExactly("then_branch", "else_branch");
        Body then = node.bodies().getFirst();
        assertThat(then.formal()).isZero();
        assertThat(then.captured()).hasSize(2).allMatch(i -> i >= 0 && i < node.captures().size());
        assertThat(then.graph().nodes()).extracting(n -> n.op().type()).containsExactly("MatMul");
    }

    @Test
    void aResultHasTheExtentsThatBothBranchesGiveIt() throws Exception {
        Graph same = conditional(3);
        assertThat(ShapeInference.infer(same).shape(same.outputs().getFirst())).isEqualTo(Shape.of(2, 3));
        Graph other = conditional(5);
        Shape open = Objects.requireNonNull(ShapeInference.infer(other).shape(other.outputs().getFirst()));
        assertThat(open.toString()).isEqualTo("[2, ?]");
    }

    @Test
    void aNodeCostsItsDearestBranchAndItsWeightsAreCounted() throws Exception {
        Graph graph = conditional(3);
        Costs costs = CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        assertThat(costs.macs()).isEqualTo(24);
        assertThat(costs.parameters()).isEqualTo(24);
        assertThat(costs.unknownOperators()).isEmpty();
        assertThat(costs.of(graph.nodes().getFirst()).known()).isTrue();
    }

    @Test
    void aLoopKeepsTheExtentsOfStatesThatNoRoundChanges() throws Exception {
        GraphProto.Builder body = GraphProto.newBuilder().setName("b").addInput(typed("i", 7)).addInput(typed("on", 9))
                .addInput(floats("same")).addInput(floats("grows"))
                .addNode(node("Identity", "on", "go")).addNode(node("Relu", "same", "same_out"))
                .addNode(node("Concat", "grows,grows", "grown").addAttribute(Models.integer("axis", 0)))
                .addOutput(typed("go", 9)).addOutput(floats("same_out")).addOutput(floats("grown"))
                .addOutput(floats("same_out"));
        NodeProto.Builder loop = node("Loop", "n,c,x,x", "y,z,all").addAttribute(Models.graph("body", body));
        Graph graph = Models.read(model(17, graph(2, 4).addInput(typed("n", 7)).addInput(typed("c", 9))
                .addOutput(floats("z")).addOutput(floats("all")).addNode(loop)));
        Shapes shapes = ShapeInference.infer(graph);
        assertThat(shapes.shape(graph.outputs().get(0))).isEqualTo(Shape.of(2, 4));
        assertThat(String.valueOf(shapes.shape(graph.outputs().get(1)))).isEqualTo("[?, 4]");
        assertThat(String.valueOf(shapes.shape(graph.outputs().get(2)))).matches("\\[count_\\d+(_\\d+)?, 2, 4]");
    }

    /// State `[2, 4]`, slices of `[2, 3, 4]` along axis 1, results joined along the last axis.
    private static GraphProto.Builder scan() {
        GraphProto.Builder body = GraphProto.newBuilder().setName("b").addInput(floats("state"))
                .addInput(floats("slice")).addNode(node("MatMul", "slice,v", "product"))
                .addNode(node("Add", "state,product", "next")).addNode(node("Identity", "next", "out"))
                .addOutput(floats("next")).addOutput(floats("out"));
        NodeProto.Builder scan = node("Scan", "x,slices", "y,all").addAttribute(Models.graph("body", body))
                .addAttribute(Models.integer("num_scan_inputs", 1))
                .addAttribute(Models.integers("scan_input_axes", 1L))
                .addAttribute(Models.integers("scan_output_axes", -1L));
        return graph(2, 4).addInitializer(weight("v", 4, 4)).addInitializer(weight("slices", 2, 3, 4))
                .addOutput(floats("all")).addNode(scan);
    }

    @Test
    void aScanRunsOnceForEverySliceAndJoinsWhatTheyGive() throws Exception {
        byte[] encoded = model(17, scan()).build().toByteArray();
        Graph graph = OnnxReader.decode(encoded, null);
        Shapes shapes = ShapeInference.infer(graph);
        assertThat(shapes.conflicts()).isEmpty();
        try (OrtSession session = OrtSession.open(encoded, OrtOptions.defaults().withThreads(1))) {
            List<Tensor> results = List.copyOf(session.run(Map.of("x", Tensor.of(new float[8], 2, 4))).values());
            for (int i = 0; i < results.size(); i++) {
                assertThat(shapes.shape(graph.outputs().get(i))).isEqualTo(results.get(i).shape());
            }
        }
        Costs costs = CostRules.count(graph, shapes);
        assertThat(costs.macs()).isEqualTo(3 * 2 * 4 * 4);
        assertThat(costs.of(graph.nodes().getFirst()).known()).isTrue();
        assertThat(costs.unknownOperators()).isEmpty();
    }

    @Test
    void aSubGraphThatCannotBeReadIsNotLookedIntoAndTheModelIsKept() throws Exception {
        NodeProto.Builder choose = node("If", "c", "y")
                .addAttribute(Models.graph("then_branch", branch(node("Relu", "x", "t"))
                        .addNode(node("Neg", "x", "t"))))
                .addAttribute(Models.graph("else_branch", branch(node("Neg", "x", "e"))));
        var encoded = model(17, graph(2, 4).addInput(typed("c", 9)).addNode(choose));
        Graph read = Models.read(encoded);
        assertThat(read.nodes().getFirst().bodies()).isEmpty();
        assertThat(OnnxWriter.encode(read)).isEqualTo(encoded.build().toByteArray());
        assertThat(CostRules.count(read, ShapeInference.infer(read)).unknownOperators()).isEqualTo(List.of("If"));
        assertThat(read.header().opsets()).isEqualTo(Map.of("", 17L));
    }
}
