package dev.secateur.engine.rewrite.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

/// What every rule has to keep. Numbers are those of ONNX Runtime.
abstract class RuleContract<M> {

    static final double ROUNDING = 1e-5;

    abstract Rule<M> rule();

    /// A network at one of whose nodes the rule applies; other seeds give other shapes.
    abstract Site site(Random random);

    /// Networks at one of whose nodes the rule must refuse.
    abstract List<Refusal> refusals();

    /// A network, a node of it, and the values that the rule takes away, which nothing else may see.
    record Site(Graph graph, String node, List<String> taken) {
        Node at(Graph of) {
            return of.nodeNamed(node).orElseThrow();
        }
    }

    /// @param reason a part of what the rule must say
    record Refusal(Graph graph, String node, String reason) {
        @Override
        public String toString() {
            return reason;
        }
    }

    private Site site() {
        return site(new Random(1));
    }

    private Graph applied(Graph graph, Node node) {
        return Rewriter.at(graph, node, rule(), Progress.none());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void changesNumbersAsItDeclares(long seed) throws Exception {
        Site site = site(new Random(seed));
        Graph after = applied(site.graph, site.at(site.graph));
        assertThat(after).isNotSameAs(site.graph);
        assertThat(Constraint.violations(after)).isEmpty();
        Difference difference = compare(after, site.graph, seed);
        switch (rule().effect()) {
            case EXACT -> assertThat(difference.maxAbs()).isZero();
            case REORDERS -> assertThat(difference.maxRel()).isLessThan(ROUNDING);
            case CHANGES -> assertThat(difference.maxRel()).isFinite();
        }
    }

    static Difference compare(Graph after, Graph before, long seed) throws ProblemException {
        OrtOptions one = OrtOptions.defaults().withThreads(1);
        Map<String, Tensor> inputs = SampleInputs.normal(before, Bindings.none(), 2, seed);
        try (OrtSession a = OrtSession.open(after, one); OrtSession b = OrtSession.open(before, one)) {
            return Parity.compare(a, b, List.of(inputs), Progress.none());
        }
    }

    @Test
    void declaresAnEffectAndAName() {
        assertThat(rule().effect()).isIn((Object[]) Effect.values());
        assertThat(rule().name()).isNotBlank();
    }

    @Test
    void refusesWithAReasonAndNodesOfTheGraph() {
        assertThat(refusals()).isNotEmpty();
        for (Refusal refusal : refusals()) {
            Match<M> match = rule().match(refusal.graph, refusal.graph.nodeNamed(refusal.node).orElseThrow());
            assertThat(match).as(refusal.reason).isInstanceOf(Match.No.class);
            Match.No<M> no = (Match.No<M>) match;
            assertThat(no.reason()).contains(refusal.reason);
            assertThat(no.nodes()).isNotEmpty();
            assertThat(refusal.graph.nodes()).containsAll(no.nodes());
        }
    }

    @Test
    void aRefusedGraphStaysTheSameObject() {
        for (Refusal refusal : refusals()) {
            assertThat(applied(refusal.graph, refusal.graph.nodeNamed(refusal.node).orElseThrow()))
                    .isSameAs(refusal.graph);
        }
    }

    @Test
    void aSecondRunChangesNothing() {
        Graph once = Rewriter.everywhere(site().graph, rule(), Progress.none());
        assertThat(Rewriter.everywhere(once, rule(), Progress.none())).isSameAs(once);
    }

    @Test
    void leavesTheGivenGraphAlone() {
        Site site = site();
        List<Node> nodes = List.copyOf(site.graph.nodes());
        List<Value> constants = List.copyOf(site.graph.constants().keySet());
        applied(site.graph, site.at(site.graph));
        assertThat(site.graph.nodes()).isEqualTo(nodes);
        assertThat(site.graph.constants().keySet()).containsExactlyElementsOf(constants);
    }

    @Test
    void refusesToTakeAwayAResultOfTheModel() {
        Site site = site();
        for (String taken : site.taken) {
            GraphEditor editor = site.graph.edit();
            List<Value> outputs = new ArrayList<>(site.graph.outputs());
            outputs.add(value(site.graph, taken));
            editor.setOutputs(outputs);
            refuses(editor.build(), site);
        }
    }

    @Test
    void refusesToTakeAwayAValueThatSomethingElseUses() {
        Site site = site();
        for (String taken : site.taken) {
            GraphEditor editor = site.graph.edit();
            Value other = editor.addNode(new Unary(Unary.Kind.ABS), "elsewhere", value(site.graph, taken)).output();
            List<Value> outputs = new ArrayList<>(site.graph.outputs());
            outputs.add(other);
            editor.setOutputs(outputs);
            refuses(editor.build(), site);
        }
    }

    @Test
    void refusesToTakeAwayAValueThatASubGraphCaptures() {
        Site site = site();
        for (String taken : site.taken) {
            GraphEditor editor = site.graph.edit();
            Value out = editor.addValue("branch");
            editor.addNode("loop", new Node(-1, new Identity(), List.of(site.graph.inputs().getFirst()), List.of(out),
                    List.of(value(site.graph, taken)), null));
            refuses(editor.build(), site);
        }
    }

    private void refuses(Graph graph, Site site) {
        assertThat(rule().match(graph, site.at(graph))).isInstanceOf(Match.No.class);
        assertThat(applied(graph, site.at(graph))).isSameAs(graph);
    }

    private static Value value(Graph graph, String name) {
        return graph.names().values().entrySet().stream().filter(e -> e.getValue().equals(name)).map(Map.Entry::getKey)
                .findFirst().orElseThrow();
    }

    @Test
    void aConstantThatAnotherNodeUsesStaysAsItIs() throws Exception {
        Site site = site();
        GraphEditor editor = site.graph.edit();
        List<Value> outputs = new ArrayList<>(site.graph.outputs());
        List<Value> constants = List.copyOf(site.graph.constants().keySet());
        for (Value constant : constants) {
            outputs.add(editor.addNode(new Unary(Unary.Kind.NEG), "shared" + constant.id(), constant).output());
        }
        editor.setOutputs(outputs);
        Graph shared = editor.build();
        Graph after = applied(shared, site.at(shared));
        assertThat(after).isNotSameAs(shared);
        for (Value constant : constants) {
            assertThat(after.constants().get(constant)).isSameAs(shared.constants().get(constant));
        }
        if (rule().effect() != Effect.CHANGES) {
            assertThat(compare(after, shared, 3).maxRel()).isLessThan(ROUNDING);
        }
    }
}
