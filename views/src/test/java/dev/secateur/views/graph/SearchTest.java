package dev.secateur.views.graph;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Softmax;
import dev.secateur.engine.op.Unary;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Outline;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Networks;

import static org.assertj.core.api.Assertions.assertThat;

class SearchTest {

    private final Graph resNet = Networks.resNet(2);
    private final Search search = new Search(resNet, Outline.of(resNet, List.of()));

    @Test
    void severalWordsMustAllOccur() {
        assertThat(labels("layer1 conv2")).allMatch(path -> path.contains("layer1") && path.contains("conv2"))
                .hasSize(2);
        assertThat(labels("conv2 layer1")).hasSize(2);
        assertThat(labels("layer1 nowhere")).isEmpty();
    }

    @Test
    void quotesMeanTheWholeName() {
        assertThat(search.find("conv1").matches().size()).isGreaterThan(1);
        assertThat(search.find("\"/conv1/Conv\"").matches()).hasSize(1);
        assertThat(search.find("\"conv\"").matches()).isNotEmpty()
                .allMatch(m -> m.first().nodes().stream().anyMatch(n -> n.op().type().equals("Conv")));
    }

    @Test
    void aRegularExpressionStandsBetweenSlashes() {
        assertThat(labels("/layer[12]\\.1.*conv1/")).hasSize(2);
    }

    @Test
    void aBrokenExpressionIsToldInOneSentence() {
        Search.Found found = search.find("/layer(1/");
        assertThat(found.matches()).isEmpty();
        assertThat(found.problem()).isEqualTo("not a regular expression: unclosed group at character 8");
        assertThat(search.find("/[/").problem()).startsWith("not a regular expression: ").doesNotContain("\n");
    }

    @Test
    void anExpressionThatWouldNeverEndIsGivenUp() {
        Graph odd = Monsters.chain(3, i -> "a".repeat(5_000) + i);
        Search.Found found = new Search(odd, Outline.of(odd, List.of())).find("/^(a+)+$/");
        assertThat(found.matches()).isEmpty();
        assertThat(found.problem()).startsWith("this expression ");
    }

    @Test
    void aPatternFindsNodesThatFollowEachOther() {
        Search.Found found = search.find("Conv -> BatchNormalization -> Relu");
        assertThat(found.pattern()).isTrue();
        assertThat(found.matches()).hasSize(7).allMatch(m -> m.nodes().size() == 3);
        assertThat(search.find("conv->batchnormalization->add").matches()).hasSize(6);
        assertThat(search.find("Conv -> Softmax").matches()).isEmpty();
    }

    @Test
    void wildcardsAreAnyOperatorsOrAnyCharacters() {
        assertThat(search.find("Conv -> ? -> Relu").matches()).hasSize(7);
        assertThat(search.find("Conv -> * -> Relu").matches()).hasSize(13);
        assertThat(search.find("BatchNormalization -> * -> Relu").matches()).hasSize(13);
        assertThat(search.find("Conv -> * -> * -> * -> Relu").problem()).isEqualTo("at most two * between arrows");
        assertThat(search.find("Conv -> Batch* -> Relu|Add").matches()).hasSize(13);
    }

    @Test
    void anUnfinishedPatternSelectsNothing() {
        assertThat(search.find("Conv ->").matches()).isEmpty();
        assertThat(search.find("->").problem()).isNotEmpty();
    }

    @Test
    void aPatternRunsThroughAllBranches() {
        GraphEditor editor = Graph.empty(new Header("attention", 8, Map.of("", 13L), null)).edit();
        Value x = editor.addInput("x", TensorType.of(DType.FLOAT, Shape.of(1, 4, 4)));
        Value product = node(editor, new MatMul(), "scores", x, x);
        Value scaled = node(editor, new Binary(Binary.Kind.MUL), "scale", product, x);
        Value shifted = node(editor, new Binary(Binary.Kind.ADD), "mask", product, x);
        Value other = node(editor, new Unary(Unary.Kind.RELU), "other", product);
        Value a = node(editor, new Softmax(-1, false), "soft_a", scaled);
        Value b = node(editor, new Softmax(-1, false), "soft_b", shifted);
        editor.setOutputs(List.of(a, b, other));
        Graph graph = editor.build();
        Search.Found found = new Search(graph, Outline.of(graph, List.of())).find("MatMul -> * -> Softmax");
        assertThat(found.matches()).hasSize(1);
        Set<String> names = found.matches().getFirst().nodes().stream().flatMap(id -> graph.node(id).stream())
                .map(graph::name).collect(Collectors.toSet());
        assertThat(names).containsExactlyInAnyOrder("scores", "scale", "mask", "soft_a", "soft_b");
    }

    private static Value node(GraphEditor editor, Op op, String name, Value... operands) {
        return editor.addNode(op, name, operands).output();
    }

    private List<String> labels(String query) {
        return search.find(query).matches().stream().map(Search.Match::first).map(SearchTest::path).toList();
    }

    private static String path(Item item) {
        return item.nodes().getFirst() + " " + item.label() + " " + item.id() + " "
                + (item instanceof dev.secateur.views.outline.Layer layer ? layer.path() : "");
    }
}
