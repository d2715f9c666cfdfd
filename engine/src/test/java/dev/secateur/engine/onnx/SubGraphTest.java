package dev.secateur.engine.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;

import static dev.secateur.engine.onnx.Models.floats;
import static dev.secateur.engine.onnx.Models.graph;
import static dev.secateur.engine.onnx.Models.model;
import static dev.secateur.engine.onnx.Models.node;
import static dev.secateur.engine.onnx.Models.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubGraphTest {

    private static GraphProto.Builder branch(String outer, String output) {
        return GraphProto.newBuilder().setName("branch_" + output).addNode(node("Abs", outer, output))
                .addOutput(floats(output, 2));
    }

    /// An `If` whose branches use `a` and `x`, and a nested one that uses `b`.
    private static ModelProto.Builder nested() {
        GraphProto.Builder inner = GraphProto.newBuilder().setName("inner").addOutput(floats("out", 2))
                .addNode(node("If", "cond", "out").addAttribute(Models.graph("then_branch", branch("b", "n1")))
                        .addAttribute(Models.graph("else_branch", branch("a", "n2"))));
        return model(13, graph(2).addNode(node("Neg", "x", "a")).addNode(node("Exp", "x", "b"))
                .addNode(node("Cast", "x1", "cond").addAttribute(Models.integer("to", 9)))
                .addInput(floats("x1", 1))
                .addNode(node("If", "cond", "y").addAttribute(Models.graph("then_branch", inner))
                        .addAttribute(Models.graph("else_branch", branch("x", "n3")))));
    }

    @Test
    void valuesThatSubGraphsUseAtAnyDepthAreCaptured() throws Exception {
        Graph graph = read(nested());
        Node node = graph.nodeNamed("node_y").orElseThrow();
        assertThat(node.op()).isInstanceOf(Opaque.class);
        assertThat(((Opaque) node.op()).attributes().get("then_branch")).isEqualTo(new Attribute.Other(
                "graph with 1 nodes"));
        assertThat(node.captures()).extracting(graph::name).containsExactlyInAnyOrder("cond", "b", "a", "x");
        assertThat(graph.uses(graph.nodeNamed("node_b").orElseThrow().output())).hasSize(1)
                .allMatch(u -> u.isCapture());
        assertThat(Constraint.violations(graph)).isEmpty();
    }

    @Test
    void aNodeStandsAfterWhatItsSubGraphsUse() throws Exception {
        ModelProto.Builder model = nested();
        var last = model.getGraphBuilder().getNode(3);
        model.getGraphBuilder().removeNode(3).addNode(0, last);
        Graph graph = read(model);
        assertThat(graph.name(graph.nodes().getLast())).isEqualTo("node_y");
    }

    @Test
    void aCaptureThatNobodyMakesIsRefused() {
        ModelProto.Builder model = nested();
        model.getGraphBuilder().removeNode(1);
        assertThatThrownBy(() -> read(model)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("node node_y").hasMessageContaining("uses b, which no node makes");
    }

    @Test
    void aReplacedCaptureReachesTheSubGraphs() throws Exception {
        Graph graph = read(nested());
        GraphEditor editor = graph.edit();
        Value a = graph.nodeNamed("node_a").orElseThrow().output();
        Node added = editor.addNode(new Unary(Unary.Kind.TANH), "tanh", graph.inputs().getFirst());
        editor.replaceUses(a, added.output());
        editor.removeUnused();
        Graph changed = editor.build();
        assertThat(Constraint.violations(changed)).isEmpty();
        Graph back = OnnxReader.decode(OnnxWriter.encode(changed), null);
        Node node = back.nodeNamed("node_y").orElseThrow();
        assertThat(node.captures().stream().flatMap(v -> back.producer(v).stream())).extracting(n -> n.op().type())
                .contains("Tanh", "Exp").doesNotContain("Neg");
    }

    @Test
    void aNewValueNeverTakesANameFromWithinASubGraph() throws Exception {
        GraphEditor editor = read(nested()).edit();
        assertThat(editor.name(editor.addValue("n1"))).isNotEqualTo("n1");
    }

    @Test
    void fiftyNestedSubGraphsComeBack() throws Exception {
        byte[] model = deep(50);
        Graph graph = OnnxReader.decode(model, null);
        assertThat(graph.nodes().getFirst().captures()).extracting(graph::name).containsExactlyInAnyOrder("x", "c");
        assertThat(OnnxWriter.encode(graph)).isEqualTo(model);
    }

    @Test
    void moreNestedSubGraphsThanAnyoneWritesAreRefused() {
        assertThatThrownBy(() -> OnnxReader.decode(deep(250), null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nests sub-graphs deeper than");
    }

    private static byte[] deep(int levels) {
        GraphProto.Builder inside = branch("x", "v0");
        for (int i = 1; i < levels; i++) {
            inside = GraphProto.newBuilder().setName("g" + i).addOutput(floats("v" + i, 2)).addNode(
                    node("If", "c", "v" + i).addAttribute(Models.graph("then_branch", inside)));
        }
        return model(13, graph(2).addInput(floats("c", 1)).addNode(node("If", "c", "y").addAttribute(
                Models.graph("then_branch", inside)))).build().toByteArray();
    }
}
