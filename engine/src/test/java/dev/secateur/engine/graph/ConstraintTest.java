package dev.secateur.engine.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

class ConstraintTest {

    private static final Value X = new Value(0);
    private static final Value A = new Value(1);
    private static final Value Y = new Value(2);
    private static final Value W = new Value(3);

    private final Map<Value, String> names = new HashMap<>(Map.of(X, "x", A, "a", Y, "y", W, "w"));
    private final List<Value> inputs = new ArrayList<>(List.of(X));
    private final List<Value> outputs = new ArrayList<>(List.of(Y));
    private final Map<Value, Tensor> constants = new HashMap<>();

    private static Node node(int id, Value input, Value output, Value... captures) {
        return new Node(id, new Unary(Unary.Kind.RELU), List.of(input), List.of(output), List.of(captures), null);
    }

    private List<String> violations(Node... nodes) {
        Graph graph = new Graph(new Header("g", 8, Map.of(), null), List.of(nodes), inputs, outputs,
                new Graph.Tables(constants, Map.of()), new Names(names, Map.of(), Set.of()), 20);
        return Constraint.violations(graph).stream().map(v -> v.node() + ": " + v.reason()).toList();
    }

    @Test
    void aChainIsValid() {
        assertThat(violations(node(10, X, A), node(11, A, Y))).isEmpty();
    }

    @Test
    void aValueHasOneSource() {
        assertThat(violations(node(10, X, Y), node(11, X, Y)))
                .containsExactly("y: its output y has another source too");
        assertThat(violations(node(10, X, Y), node(11, X, X))).contains("x: its output x has another source too");
        constants.put(A, Tensor.scalar(1));
        assertThat(violations(node(10, X, Y), node(11, X, A)))
                .containsExactly("a: its output a has another source too");
    }

    @Test
    void anInputIsListedOnce() {
        inputs.add(X);
        assertThat(violations(node(10, X, Y))).containsExactly("x: it is listed as an input twice");
    }

    @Test
    void operandsAndCapturesHaveASource() {
        assertThat(violations(node(10, A, Y))).containsExactly("y: its input a is made by no node");
        assertThat(violations(node(10, X, Y, A))).containsExactly("y: its input a is made by no node");
        constants.put(A, Tensor.scalar(1));
        assertThat(violations(node(10, A, Y, A))).isEmpty();
    }

    @Test
    void anOperandThatIsLeftOutNeedsNoSource() {
        assertThat(violations(node(10, Value.NONE, Y), node(11, X, Value.NONE))).isEmpty();
    }

    @Test
    void nodesStandInAnOrderThatCanBeRun() {
        assertThat(violations(node(10, A, Y), node(11, X, A)))
                .containsExactly("y: it stands before a node whose output it uses");
        assertThat(violations(node(10, X, Y, A), node(11, X, A)))
                .containsExactly("y: it stands before a node whose output it uses");
        assertThat(violations(node(10, Y, Y))).containsExactly("y: it stands before a node whose output it uses");
    }

    @Test
    void namesAreThereAndDifferent() {
        names.put(A, "y");
        assertThat(violations(node(10, X, A), node(11, A, Y))).containsExactly("y: two values have this name");
        names.remove(A);
        assertThat(violations(node(10, X, A), node(11, A, Y))).containsExactly("Relu: an output has no name");
        names.put(A, "a");
        names.remove(X);
        assertThat(violations(node(10, X, A), node(11, A, Y))).containsExactly("model: an input has no name");
        names.put(X, "x");
        names.remove(W);
        constants.put(W, Tensor.scalar(1));
        assertThat(violations(node(10, X, A), node(11, A, Y))).containsExactly("model: a constant has no name");
    }

    @Test
    void resultsHaveASource() {
        outputs.add(A);
        assertThat(violations(node(10, X, Y))).containsExactly("a: this output of the model is made by no node");
        outputs.set(1, X);
        assertThat(violations(node(10, X, Y))).isEmpty();
    }
}
