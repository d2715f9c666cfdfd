package dev.secateur.engine.onnx;

import java.util.List;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.LeakyRelu;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.read;
import static org.assertj.core.api.Assertions.assertThat;

class InnerGraphsTest {

    private static GraphProto.Builder body(int depth, String output) {
        GraphProto.Builder body = GraphProto.newBuilder().setName("body" + depth).addOutput(floats(output, 2));
        return depth == 0
                ? body.addNode(node("Abs", "a", output))
                : body.addNode(node("Neg", "a", "before" + depth))
                        .addNode(node("If", "cond", output)
                                .addAttribute(Models.graph("then_branch", body(depth - 1, "t" + depth)))
                                .addAttribute(Models.graph("else_branch", body(0, "e" + depth))));
    }

    private static Graph nested(int depth) throws Exception {
        return read(model(13, graph(2).addInput(floats("c", 1)).addNode(node("Exp", "x", "a"))
                .addNode(node("Cast", "c", "cond").addAttribute(Models.integer("to", 9)))
                .addNode(node("If", "cond", "y").addAttribute(Models.graph("then_branch", body(depth, "o")))
                        .addAttribute(Models.graph("else_branch", body(0, "p"))))));
    }

    @Test
    void theBodiesOfAnIfAreGraphsWhoseInputsAreWhatTheyTakeFromOutside() throws Exception {
        Graph graph = nested(1);
        Node node = graph.nodeNamed("node_y").orElseThrow();
        InnerGraphs inner = InnerGraphs.of(graph);
        assertThat(inner.count(node)).isEqualTo(2);
        assertThat(inner.count(graph.nodes().getFirst())).isZero();
        List<InnerGraphs.Inner> found = inner.read(node, graph::type);
        assertThat(found).extracting(InnerGraphs.Inner::name).containsExactly("then_branch", "else_branch");
        Graph then = found.getFirst().graph();
        assertThat(then.nodes()).extracting(n -> n.op().type()).containsExactly("Neg", "If");
        assertThat(then.inputs()).extracting(then::name).containsExactlyInAnyOrder("a", "cond");
        assertThat(Constraint.violations(then)).isEmpty();
    }

    @Test
    void bodiesFiftyDeepCanBeEnteredOneAfterTheOther() throws Exception {
        Graph graph = nested(50);
        for (int level = 0; level <= 50; level++) {
            Graph now = graph;
            Node node = now.nodes().stream().filter(n -> InnerGraphs.of(now).count(n) > 0).findFirst().orElseThrow();
            graph = InnerGraphs.of(now).read(node, now::type).getFirst().graph();
        }
        assertThat(graph.nodes()).extracting(n -> n.op().type()).containsExactly("Abs");
    }

    @Test
    void aFunctionIsAGraphWithTheAttributesOfItsCall() throws Exception {
        AttributeProto slope = AttributeProto.newBuilder().setName("alpha").setRefAttrName("slope")
                .setType(AttributeProto.AttributeType.FLOAT).build();
        FunctionProto function = FunctionProto.newBuilder().setName("Leak").setDomain("own").addInput("in")
                .addOutput("out").addAttribute("slope")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(13))
                .addNode(node("LeakyRelu", "in", "out").addAttribute(slope)).build();
        NodeProto call = node("Leak", "x", "y").setDomain("own").addAttribute(AttributeProto.newBuilder()
                .setName("slope").setF(0.25f).setType(AttributeProto.AttributeType.FLOAT)).build();
        ModelProto.Builder model = model(13, graph(2).addNode(call)).addFunctions(function)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1));
        Graph graph = read(model);
        InnerGraphs inner = InnerGraphs.of(graph);
        assertThat(inner.count(graph.nodes().getFirst())).isEqualTo(1);
        Graph body = inner.read(graph.nodes().getFirst(), graph::type).getFirst().graph();
        assertThat(body.nodes()).singleElement()
                .satisfies(n -> assertThat(n.op()).isEqualTo(new LeakyRelu(0.25f)));
    }
}
