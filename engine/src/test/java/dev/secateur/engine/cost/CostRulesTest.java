package dev.secateur.engine.cost;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;

import static org.assertj.core.api.Assertions.assertThat;

class CostRulesTest {

    private static Costs count(Graph graph) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        assertThat(shapes.conflicts()).isEmpty();
        Costs costs = CostRules.count(graph, shapes);
        assertThat(costs.isComplete()).isTrue();
        return costs;
    }

    @Test
    void resNet20WithPaddedShortcutsMeetsThePublishedCounts() {
        Costs costs = count(Network.cifarResNet(3));
        assertThat(costs.parameters()).isEqualTo(269_722);
        assertThat(costs.macs()).isEqualTo(40_551_040);
    }

    @Test
    void resNet18MeetsThePublishedCounts() {
        Costs costs = count(Network.imageNetResNet(false, 2, 2, 2, 2));
        assertThat(costs.parameters()).isEqualTo(11_689_512);
        assertThat(costs.macs()).isEqualTo(1_814_073_344L);
    }

    @Test
    void resNet50MeetsThePublishedCounts() {
        Costs costs = count(Network.imageNetResNet(true, 3, 4, 6, 3));
        assertThat(costs.parameters()).isEqualTo(25_557_032);
        assertThat(costs.macs()).isEqualTo(4_089_184_256L);
    }

    @Test
    void mobileNetV2MeetsThePublishedCounts() {
        Costs costs = count(Network.mobileNetV2());
        assertThat(costs.parameters()).isEqualTo(3_504_872);
        assertThat(costs.macs()).isEqualTo(300_774_272);
    }
}
