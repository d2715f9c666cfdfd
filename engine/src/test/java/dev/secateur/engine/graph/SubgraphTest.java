package dev.secateur.engine.graph;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SubgraphTest {

    private static final TensorType TYPE = TensorType.of(DType.FLOAT, Shape.of(2, 3));

    private final GraphEditor editor = Graph.empty(new Header("g", 8, java.util.Map.of("", 13L), null)).edit();
    private final Value input = editor.addInput("input", TYPE);
    private final Value side = editor.addInput("side", TYPE);
    private final Value constant = editor.addConstant("constant", Tensor.scalar(2));
    private final Value unused = editor.addConstant("unused", Tensor.scalar(3));
    private final Value a = unary(Unary.Kind.RELU, "a", input);
    private final Value b = binary("b", a, constant);
    private final Value c = binary("c", b, a);
    private final Value d = unary(Unary.Kind.ABS, "d", c);

    private Value unary(Unary.Kind kind, String name, Value x) {
        return editor.addNode(new Unary(kind), name, x).output();
    }

    private Value binary(String name, Value x, Value y) {
        return editor.addNode(new Binary(Binary.Kind.ADD), name, x, y).output();
    }

    private Graph whole() {
        editor.setOutputs(List.of(d, unused));
        return editor.build();
    }

    @Test
    void holdsWhatLeadsFromEntryToExitAndNothingElse() {
        Graph part = Subgraph.between(whole(), a, c, TYPE);

        assertThat(part.nodes().stream().map(part::name)).containsExactly("b", "c");
        assertThat(part.inputs()).containsExactly(a);
        assertThat(part.outputs()).containsExactly(c);
        assertThat(part.constants().keySet()).containsExactly(constant);
        assertThat(part.type(a)).isEqualTo(TYPE);
        assertThat(Constraint.violations(part)).isEmpty();
    }

    @Test
    void otherInputsOfTheModelStayInputs() {
        Value e = binary("e", c, side);
        editor.setOutputs(List.of(e));

        assertThat(Subgraph.between(editor.build(), a, e, TYPE).inputs()).containsExactly(a, side);
    }

    @Test
    void canBeEditedFurther() {
        Graph part = Subgraph.between(whole(), a, c, TYPE);
        GraphEditor more = part.edit();
        Node added = more.addNode(new Unary(Unary.Kind.NEG), "b", c);
        more.setOutputs(List.of(added.output()));

        assertThat(Constraint.violations(more.build())).isEmpty();
    }

    @Test
    void refusesValuesThatAreNotConnected() {
        Graph graph = whole();
        assertThatThrownBy(() -> Subgraph.between(graph, d, b, TYPE)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from d to b");
    }
}
