package dev.secateur.engine.graph;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GraphEditorTest {

    private static final Op RELU = new Unary(Unary.Kind.RELU);
    private static final Op ADD = new Binary(Binary.Kind.ADD);
    private static final TensorType TYPE = TensorType.of(DType.FLOAT, Shape.of(2));

    private static GraphEditor fresh(long irVersion) {
        return Graph.empty(new Header("g", irVersion, Map.of("", 17L), null)).edit();
    }

    private static Tensor tensor(float... values) {
        return Tensor.of(values, values.length);
    }

    /// x, w -> add a -> relu b -> relu y
    private static Graph chain() {
        GraphEditor editor = fresh(8);
        Value x = editor.addInput("x", TYPE);
        Value w = editor.addConstant("w", tensor(1, 2));
        Value a = editor.addNode(ADD, "a", x, w).output();
        Value b = editor.addNode(RELU, "b", a).output();
        editor.setOutputs(List.of(editor.addNode(RELU, "y", b).output()));
        return valid(editor.build());
    }

    private static Graph valid(Graph graph) {
        assertThat(Constraint.violations(graph)).isEmpty();
        return graph;
    }

    private static Node named(Graph graph, String name) {
        return graph.nodeNamed(name).orElseThrow();
    }

    @Test
    void anEditWithoutAChangeGivesTheSameObject() {
        Graph graph = chain();
        assertThat(graph.edit().build()).isSameAs(graph);
        GraphEditor editor = graph.edit();
        Node node = named(graph, "b");
        editor.setOp(node, new Unary(Unary.Kind.RELU));
        editor.setInputs(node, node.inputs());
        editor.setOutputs(graph.outputs());
        editor.declare(graph.inputs().getFirst(), TYPE);
        editor.setHeader(graph.header());
        editor.replaceUses(node.output(), node.output());
        editor.removeUnused();
        assertThat(editor.build()).isSameAs(graph);
    }

    @Test
    void anEditLeavesTheEditedGraphAsItWas() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        editor.setOp(named(graph, "b"), new Unary(Unary.Kind.TANH));
        editor.addConstant("more", tensor(1));
        editor.replaceUses(named(graph, "a").output(), graph.inputs().getFirst());
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).hasSize(2);
        assertThat(graph.nodes()).extracting(graph::name).containsExactly("a", "b", "y");
        assertThat(graph.constants()).hasSize(1);
        assertThat(named(graph, "b").op()).isEqualTo(RELU);
        assertThat(graph.uses(graph.inputs().getFirst())).hasSize(1);
        assertThat(graph.names().values()).hasSize(5);
    }

    @Test
    void aNewNodeIsPlacedWhereItsOperandsAllow() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node b = named(graph, "b");
        Node added = editor.addNode(RELU, "new", named(graph, "a").output());
        editor.setInput(b, 0, added.output());
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).extracting(changed::name).containsExactly("a", "new", "b", "y");
    }

    @Test
    void aCycleCannotBeBuilt() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        editor.setInput(named(graph, "a"), 1, named(graph, "b").output());
        assertThat(editor.cycle()).isPresent();
        assertThatThrownBy(editor::build).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatWasBuiltStaysWhenTheEditGoesOn() {
        GraphEditor editor = chain().edit();
        editor.addConstant("c", tensor(1));
        Graph first = editor.build();
        editor.addConstant("d", tensor(1));
        editor.addInput("z", TYPE);
        assertThat(editor.build().names().values()).hasSize(8);
        assertThat(first.names().values()).hasSize(6);
        assertThat(first.constants()).hasSize(2);
        assertThat(first.inputs()).hasSize(1);
        assertThat(first.types()).hasSize(1);
    }

    @Test
    void whatIsRemovedTakesItsNameAndTypeAlong() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node a = named(graph, "a");
        editor.declare(a.output(), TYPE);
        editor.replaceUses(a.output(), a.input(0));
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.names().values()).containsOnlyKeys(graph.inputs().getFirst(), named(graph, "b").output(),
                graph.outputs().getFirst());
        assertThat(changed.types()).doesNotContainKey(a.output());
        assertThat(changed.names().ofNode(a.id())).isEmpty();
        GraphEditor later = changed.edit();
        assertThat(later.name(later.addValue("w"))).isEqualTo("w");
    }

    @Test
    void aSharedConstantStaysUnderItsOtherUser() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        Value w = made.addConstant("w", tensor(1, 2));
        Node first = made.addNode(ADD, "first", x, w);
        Node second = made.addNode(ADD, "second", first.output(), w);
        made.setOutputs(List.of(second.output()));
        Graph graph = made.build();
        GraphEditor editor = graph.edit();
        editor.setInput(first, 1, editor.addConstant("w", tensor(3, 4)));
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.constants()).hasSize(2).containsKey(w);
        assertThat(changed.node(second.id()).orElseThrow().input(1)).isEqualTo(w);
        GraphEditor again = changed.edit();
        again.setInput(second, 1, changed.node(first.id()).orElseThrow().input(1));
        again.removeUnused();
        assertThat(valid(again.build()).constants()).hasSize(1).doesNotContainKey(w);
    }

    @Test
    void theSameOperandTwiceIsTwoUses() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        Node a = made.addNode(RELU, "a", x);
        Node twice = made.addNode(ADD, "twice", a.output(), a.output());
        made.setOutputs(List.of(twice.output()));
        Graph graph = made.build();
        assertThat(graph.uses(a.output())).extracting(Use::index).containsExactly(0, 1);
        GraphEditor editor = graph.edit();
        editor.setInput(twice, 0, x);
        editor.removeUnused();
        Graph once = valid(editor.build());
        assertThat(once.nodes()).hasSize(2);
        GraphEditor last = once.edit();
        last.setInput(twice, 1, x);
        last.removeUnused();
        assertThat(valid(last.build()).nodes()).hasSize(1);
    }

    @Test
    void aReplacedResultKeepsItsName() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node y = named(graph, "y");
        editor.replaceUses(y.output(), named(graph, "b").output());
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).hasSize(2);
        assertThat(changed.outputs()).extracting(changed::name).containsExactly("y");
        assertThat(changed.outputs()).containsExactly(named(graph, "b").output());
    }

    @Test
    void aResultThatBecomesAnInputOrAConstantIsReachedThroughAnIdentity() {
        Graph graph = chain();
        for (Value by : List.of(graph.inputs().getFirst(), graph.constants().keySet().iterator().next())) {
            GraphEditor editor = graph.edit();
            editor.replaceUses(graph.outputs().getFirst(), by);
            editor.removeUnused();
            Graph changed = valid(editor.build());
            assertThat(changed.nodes()).extracting(Node::op).containsExactly(new Identity());
            assertThat(changed.outputs()).extracting(changed::name).containsExactly("y");
            assertThat(changed.name(by)).isEqualTo(graph.name(by));
        }
    }

    @Test
    void aResultThatBecomesAnotherResultIsReachedThroughAnIdentity() {
        Graph chain = chain();
        GraphEditor two = chain.edit();
        two.setOutputs(List.of(named(chain, "b").output(), named(chain, "y").output()));
        Graph graph = two.build();
        GraphEditor editor = graph.edit();
        editor.replaceUses(named(graph, "y").output(), named(graph, "b").output());
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.outputs()).extracting(changed::name).containsExactly("b", "y");
    }

    @Test
    void anInputThatIsAResultTooCannotBeReplaced() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        made.setOutputs(List.of(x));
        Graph graph = made.build();
        GraphEditor editor = graph.edit();
        Value c = editor.addConstant("c", tensor(1, 2));
        assertThatThrownBy(() -> editor.replaceUses(x, c)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x");
    }

    @Test
    void aNodeCanBePutInBehindAValue() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Value a = named(graph, "a").output();
        Node added = editor.addNode(RELU, "behind", a);
        editor.replaceUses(a, added.output());
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).extracting(changed::name).containsExactly("a", "behind", "b", "y");
    }

    @Test
    void aNodeCanBePutInBehindAResultWhichKeepsItsName() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Value y = graph.outputs().getFirst();
        Node added = editor.addNode(RELU, "behind", y);
        editor.replaceUses(y, added.output());
        Graph changed = valid(editor.build());
        assertThat(changed.outputs()).containsExactly(added.output());
        assertThat(changed.name(added.output())).isEqualTo("y");
        assertThat(changed.name(y)).isEqualTo("y_before");
    }

    @Test
    void capturesMoveWithTheOtherUses() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        Value a = made.addNode(RELU, "a", x).output();
        Value y = made.addValue("y");
        Node loop = made.addNode("loop", new Node(-1, new Opaque("", "If", Map.of()), List.of(x), List.of(y),
                List.of(a), null));
        made.setOutputs(List.of(y));
        Graph graph = valid(made.build());
        assertThat(graph.uses(a)).containsExactly(new Use(loop, -1)).allMatch(Use::isCapture);
        GraphEditor editor = graph.edit();
        editor.replaceUses(a, x);
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).hasSize(1);
        assertThat(changed.nodes().getFirst().captures()).containsExactly(x);
        assertThat(changed.name(x)).isEqualTo("x");
    }

    @Test
    void aNodeOfSeveralResultsStaysWhileOneIsUsed() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        Value left = made.addValue("left");
        Value right = made.addValue("right");
        made.addNode("split", new Node(-1, new Opaque("", "Split", Map.of()), List.of(x), List.of(left, right),
                List.of(), null));
        Node a = made.addNode(RELU, "a", left);
        Node sum = made.addNode(ADD, "sum", a.output(), right);
        made.setOutputs(List.of(sum.output()));
        Graph graph = made.build();
        GraphEditor editor = graph.edit();
        editor.setInput(sum, 0, right);
        editor.removeUnused();
        assertThat(valid(editor.build()).nodes()).hasSize(2);
    }

    @Test
    void whatWasUnusedBeforeTheEditStays() {
        GraphEditor made = fresh(8);
        Value x = made.addInput("x", TYPE);
        made.addNode(RELU, "unused", x);
        made.addConstant("spare", tensor(1));
        Node y = made.addNode(RELU, "y", made.addNode(RELU, "a", x).output());
        made.setOutputs(List.of(y.output()));
        Graph graph = made.build();
        GraphEditor editor = graph.edit();
        editor.setInput(y, 0, x);
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).extracting(changed::name).containsExactly("unused", "y");
        assertThat(changed.constants()).hasSize(1);
    }

    @Test
    void inputsAreNeverRemovedButListedInitializersThatNothingUsesAre() {
        for (long irVersion : new long[]{3, 8}) {
            GraphEditor made = fresh(irVersion);
            Value x = made.addInput("x", TYPE);
            Value w = made.addInput("w", TYPE);
            made.setConstant(w, tensor(1, 2));
            Node sum = made.addNode(ADD, "sum", x, w);
            made.setOutputs(List.of(sum.output()));
            Graph graph = made.build();
            assertThat(graph.requiredInputs()).containsExactly(x);
            GraphEditor editor = graph.edit();
            editor.setInputs(sum,
                    List.of(editor.addConstant("c", tensor(1, 2)), editor.addConstant("d", tensor(1, 2))));
            editor.removeUnused();
            Graph changed = valid(editor.build());
            assertThat(changed.inputs()).containsExactly(x);
            assertThat(changed.constants()).hasSize(2);
        }
    }

    @Test
    void anotherNodeCanMakeTheValueOfARemovedOne() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node b = named(graph, "b");
        editor.remove(b);
        editor.addNode("b2", new Node(-1, new Unary(Unary.Kind.TANH), b.inputs(), b.outputs(), List.of(), null));
        editor.removeUnused();
        Graph changed = valid(editor.build());
        assertThat(changed.nodes()).extracting(n -> n.op().type()).containsExactly("Add", "Tanh", "Relu");
        assertThat(changed.name(b.output())).isEqualTo("b");
    }

    @Test
    void aRemovedNodeIsNoLongerThere() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node b = named(graph, "b");
        editor.remove(b);
        assertThatThrownBy(() -> editor.current(b)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Constraint.violations(editor.build())).extracting(Constraint.Violation::reason)
                .containsExactly("its input number " + b.output().id() + " is made by no node");
    }

    @Test
    void operandsBeyondTheEndAreFilledUp() {
        Graph graph = chain();
        GraphEditor editor = graph.edit();
        Node b = named(graph, "b");
        editor.setInput(b, 2, graph.inputs().getFirst());
        assertThat(editor.current(b).inputs()).containsExactly(named(graph, "a").output(), Value.NONE,
                graph.inputs().getFirst());
        assertThat(editor.current(b).input(7)).isEqualTo(Value.NONE);
    }

    @Test
    void twoHundredEditsOneAfterAnotherStayValid() {
        Graph now = Chains.of(500);
        for (int i = 0; i < 200; i++) {
            GraphEditor editor = now.edit();
            Node node = now.nodes().get((i * 37) % now.nodes().size());
            if (i % 2 == 0) {
                editor.setInput(node, 0, editor.addNode(RELU, "put in", node.input(0)).output());
            } else {
                editor.replaceUses(node.output(), node.input(0));
            }
            editor.removeUnused();
            now = valid(editor.build());
        }
        assertThat(now.outputs()).hasSize(1);
    }
}
