package dev.secateur.engine.graph;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GraphTest {

    private static final TensorType TYPE = TensorType.of(DType.FLOAT, Shape.of(2));

    @Test
    void everyLookUpAgreesWithTheNodes() {
        Graph graph = Chains.of(100);
        for (Node node : graph.nodes()) {
            assertThat(graph.node(node.id())).contains(node);
            assertThat(graph.producer(node.output())).contains(node);
            assertThat(graph.nodeNamed(graph.name(node))).contains(node);
            for (int i = 0; i < node.inputs().size(); i++) {
                assertThat(graph.uses(node.input(i))).contains(new Use(node, i));
            }
        }
        assertThat(graph.isOutput(graph.nodes().getLast().output())).isTrue();
        assertThat(graph.isOutput(graph.inputs().getFirst())).isFalse();
        assertThat(graph.producer(graph.inputs().getFirst())).isEmpty();
    }

    @Test
    void nothingIsKnownOfWhatIsNotThere() {
        Graph graph = Chains.of(10);
        Value stranger = new Value(1_000_000);
        assertThat(graph.producer(stranger)).isEmpty();
        assertThat(graph.producer(Value.NONE)).isEmpty();
        assertThat(graph.uses(stranger)).isEmpty();
        assertThat(graph.uses(Value.NONE)).isEmpty();
        assertThat(graph.node(-5)).isEmpty();
        assertThat(graph.node(1_000_000)).isEmpty();
        assertThat(graph.name(Value.NONE)).isEmpty();
        assertThat(graph.type(stranger)).isEqualTo(TensorType.UNKNOWN);
        assertThat(graph.constant(stranger)).isEmpty();
        assertThat(graph.nodeNamed("stranger")).isEmpty();
    }

    @Test
    void aConstantStandsInAnInitializerOrInANode() {
        GraphEditor editor = Graph.empty(new Header("g", 8, Map.of(), null)).edit();
        Tensor tensor = Tensor.of(new float[]{1, 2}, 2);
        Value initializer = editor.addConstant("w", tensor);
        Value listed = editor.addInput("v", TYPE);
        editor.setConstant(listed, tensor);
        Value made = editor.addNode(new Constant(tensor), "c").output();
        Graph graph = editor.build();
        assertThat(List.of(initializer, listed, made)).allMatch(v -> graph.constant(v).orElseThrow() == tensor);
        assertThat(graph.requiredInputs()).isEmpty();
        assertThat(graph.type(initializer)).isEqualTo(TYPE);
    }

    @Test
    void aNodeWithoutANameIsCalledAfterItsFirstOutput() {
        GraphEditor editor = Graph.empty(new Header("g", 8, Map.of(), null)).edit();
        Value x = editor.addInput("x", TYPE);
        Value y = editor.addValue("y");
        Node unnamed = editor.addNode("", new Node(-1, new Unary(Unary.Kind.RELU), List.of(x), List.of(y), List.of(),
                null));
        Node without = editor.addNode("", new Node(-1, new Unary(Unary.Kind.RELU), List.of(x), List.of(Value.NONE),
                List.of(), null));
        Graph graph = editor.build();
        assertThat(graph.name(unnamed)).isEqualTo("y");
        assertThat(graph.name(without)).isEqualTo("Relu");
    }

    @Test
    void aNameThatTwoNodesBearFindsNeither() {
        GraphEditor editor = Graph.empty(new Header("g", 8, Map.of(), null)).edit();
        Value x = editor.addInput("x", TYPE);
        for (String output : List.of("a", "b")) {
            editor.addNode("same", new Node(-1, new Unary(Unary.Kind.RELU), List.of(x),
                    List.of(editor.addValue(output)), List.of(), null));
        }
        assertThat(editor.build().nodeNamed("same")).isEmpty();
    }

    @Test
    void whatAGraphHandsOutCannotBeChanged() {
        Graph graph = Chains.of(10);
        assertThatThrownBy(() -> graph.nodes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.constants().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.types().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.inputs().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.uses(graph.inputs().getFirst()).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> graph.names().values().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theOperatorSetIsOnesOwnOrTheFirst() {
        assertThat(new Header("g", 8, Map.of("", 17L, "com.example", 3L), null).opset()).isEqualTo(17);
        assertThat(new Header("g", 8, Map.of("com.example", 3L), null).opset()).isEqualTo(1);
    }
}
