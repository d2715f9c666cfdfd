package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Models at the ends of what the format allows are read, checked, analysed and written back on an ordinary thread's stack, or
/// refused in one sentence.
class ExtremesTest {

    private static final Map<String, Supplier<byte[]>> MODELS = Extremes.all();
    private static final Set<String> REFUSED = Set.of("nested-5000");

    static Set<String> usable() {
        Set<String> names = new TreeSet<>(MODELS.keySet());
        names.removeAll(REFUSED);
        return names;
    }

    private static byte[] model(String name) {
        return Objects.requireNonNull(MODELS.get(name)).get();
    }

    @ParameterizedTest
    @MethodSource("usable")
    void whatIsUsableIsAnalysedAndWrittenBackAsItWas(String name) throws Exception {
        byte[] bytes = model(name);
        Graph graph = OnnxReader.decode(bytes, null);
        assertThat(Constraint.violations(graph)).isEmpty();
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        assertThat(shapes.conflicts()).isEmpty();
        assertThat(CostRules.count(graph, shapes).peakActivationBytes()).isNotNegative();
        assertThat(BlockFinder.find(graph, shapes)).isEmpty();
        assertThat(OnnxWriter.encode(graph)).hasSameSizeAs(bytes);
    }

    @Test
    void subGraphsThatNestBeyondTheReadersStackAreRefusedInOneSentence() {
        assertThatThrownBy(() -> OnnxReader.decode(model("nested-5000"), null)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("nests sub-graphs deeper than").hasMessageNotContaining("\n");
    }

    @Test
    void manyNodesAreEditedWithoutWalkingAllOfThemByRecursion() {
        Graph chain = Extremes.chain(20_000);
        var editor = chain.edit();
        editor.replaceUses(chain.nodes().get(10).output(), chain.nodes().get(9).output());
        editor.removeUnused();
        assertThat(editor.build().nodes()).hasSize(19_999);
    }

    @Test
    void namesOfAnyScriptAreKept() throws Exception {
        for (String name : List.of("names-right-to-left", "names-emoji", "names-10000")) {
            Graph graph = OnnxReader.decode(model(name), null);
            assertThat(graph.name(graph.nodes().getLast()).length()).isGreaterThan(5);
            assertThat(
                    OnnxReader.decode(OnnxWriter.encode(graph.edit().build()), null).name(graph.outputs().getFirst()))
                    .isEqualTo(graph.name(graph.outputs().getFirst()));
        }
    }
}
