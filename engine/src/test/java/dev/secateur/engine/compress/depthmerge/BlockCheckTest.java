package dev.secateur.engine.compress.depthmerge;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.MobileNetV2;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class BlockCheckTest {

    private final Graph graph = MobileNetV2.small(Pictures.cifarTen(), 1);

    private List<Choice> choices() throws ProblemException {
        DepthMergeConfig all = new DepthMergeConfig(List.of("all"), 0, Variant.EXACT, EndActivation.RELU6);
        Shapes shapes = ShapeInference.infer(graph);
        return Choice.of(graph, shapes, BlockFinder.find(graph, shapes), all);
    }

    @Test
    void namesTheBlockWhoseKernelIsWrong() throws Exception {
        List<Choice> choices = choices();
        Graph moved = graph;
        for (Choice choice : choices) {
            Merging merging = new Merging(choice, Progress.none());
            moved = merging.reshape(merging.linearise(moved, EndActivation.RELU6));
        }
        Graph merged = moved;
        for (Choice choice : choices) {
            merged = new Merging(choice, Progress.none()).merge(merged);
        }
        BlockCheck right = new BlockCheck(moved, merged, 1, 1);
        assertThat(right.differences(choices, Progress.none()).values()).hasSize(choices.size())
                .allMatch(d -> d < 1e-5);

        BlockCheck wrong = new BlockCheck(moved, spoiled(merged, choices.get(2)), 1, 1);
        Map<String, Double> differences = wrong.differences(choices, Progress.none());

        assertThat(differences.entrySet().stream().filter(e -> e.getValue() > 1e-5).map(Map.Entry::getKey))
                .containsExactly(choices.get(2).block().id());
        assertThatThrownBy(() -> wrong.refuse(differences, 0, choices)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("block " + choices.get(2).block().id() + " alone");
    }

    private static Graph spoiled(Graph merged, Choice choice) {
        Node node = merged.node(choice.plan().main().getLast().node().id()).orElseThrow();
        Tensor weight = merged.constant(node.input(1)).orElseThrow();
        float[] values = weight.toFloats();
        values[0] += 1;
        GraphEditor editor = merged.edit();
        editor.setInput(node, 1, editor.addConstant("spoiled", Tensor.of(values, weight.dims())));
        return editor.build();
    }
}
