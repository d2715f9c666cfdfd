package dev.secateur.engine.architecture;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class ArchitecturesTest {

    static List<Graph> networks() {
        return List.of(ResNet.of(20, Pictures.fashion(), 1), ResNet.of(8, Pictures.cifarTen(), 2),
                MobileNetV2.small(Pictures.fashion(), 3));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyNetworkIsValidAndGivesOneScoreAClass(Graph network) {
        assertThat(Constraint.violations(network)).isEmpty();
        Shapes shapes = ShapeInference.infer(network, Bindings.batch(1));
        assertThat(shapes.conflicts()).isEmpty();
        assertThat(shapes.shape(network.outputs().getFirst())).isEqualTo(Shape.of(1, 10));
        assertThat(CostRules.count(network, shapes).isComplete()).isTrue();
    }

    @Test
    void aResidualNetworkHasTheCountsOfItsArchitecture() {
        Graph network = ResNet.of(20, Pictures.cifarTen(), 1);
        Costs costs = CostRules.count(network, ShapeInference.infer(network, Bindings.batch(1)));
        long optionA = 269_722;
        long projections = 16 * 32 + 2 * 32 + 32 * 64 + 2 * 64;
        assertThat(costs.parameters()).isEqualTo(optionA + projections);
        assertThat(costs.macs()).isEqualTo(40_551_040 + 16 * 32 * 16 * 16 + 32 * 64 * 8 * 8);
        assertThat(network.nodes().stream().filter(n -> n.op() instanceof BatchNormalization)).hasSize(21);
    }

    @Test
    void weightsFollowFromTheSeedAlone() {
        assertThat(weights(ResNet.of(8, Pictures.fashion(), 1)))
                .isEqualTo(weights(ResNet.of(8, Pictures.fashion(), 1)));
        assertThat(weights(ResNet.of(8, Pictures.fashion(), 1)))
                .isNotEqualTo(weights(ResNet.of(8, Pictures.fashion(), 2)));
    }

    @Test
    void nodesAreNamedAsTheExporterNamesThem() {
        assertThat(ResNet.of(8, Pictures.fashion(), 1).nodeNamed("/layer2/layer2.0/downsample/downsample.0/Conv"))
                .isPresent();
        assertThat(MobileNetV2.small(Pictures.fashion(), 1).nodeNamed("/features/features.2/conv/conv.1/conv.1.0/Conv"))
                .isPresent();
    }

    @Test
    void refusesADepthThatIsNone() {
        assertThatThrownBy(() -> ResNet.of(21, Pictures.fashion(), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Double> weights(Graph graph) {
        return graph.constants().values().stream().map(t -> t.doubleAt(0)).toList();
    }
}
