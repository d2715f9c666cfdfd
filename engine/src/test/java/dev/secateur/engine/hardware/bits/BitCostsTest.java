package dev.secateur.engine.hardware.bits;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BitCostsTest {

    private static List<BitLayer> layers() throws ProblemException {
        return BitLayer.of(Architecture.named("resnet20").orElseThrow().build(Pictures.cifarTen(), 1, 1));
    }

    @Test
    void everyBuiltInModelIsMonotone() throws Exception {
        for (HardwareModel model : List.of(BitSerial.EDGE, BitSerial.CLOUD, new BitFusion())) {
            for (Quantity quantity : List.of(Quantity.LATENCY, Quantity.ENERGY)) {
                BitCosts costs = BitCosts.of(model, quantity, layers());
                assertThat(costs.uniform(2, 2)).isLessThan(costs.uniform(8, 8));
            }
        }
    }

    @Test
    void sizeCountsBitsOfWeights() throws Exception {
        BitCosts costs = BitCosts.of(new ModelSize(), Quantity.SIZE, layers());
        long weights = layers().stream().mapToLong(BitLayer::weights).sum();
        assertThat(costs.uniform(4, 8)).isEqualTo(weights / 2.0);
        assertThat(costs.uniform(4, 2)).isEqualTo(weights / 2.0);
    }

    @Test
    void shapesComeFromTheGraph() throws Exception {
        assertThat(layers().getFirst().key()).isEqualTo("3-16 kernel 9 stride 1 group 1 at 1024");
        assertThat(layers().getLast().key()).isEqualTo("64-10 kernel 1 stride 1 group 1 at 1");
        assertThat(layers()).extracting(BitLayer::key).contains("16-32 kernel 9 stride 2 group 1 at 1024");
    }

    /// Costs what a function of both widths says.
    private record Drawn(double[] byWeights) implements HardwareModel {

        @Override
        public String id() {
            return "drawn";
        }

        @Override
        public String title() {
            return "Drawn";
        }

        @Override
        public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
            return OptionalDouble.of(byWeights[weights]);
        }
    }

    @Test
    void costsThatFallAreRefusedByLayerAndWidths() {
        double[] falling = {0, 0, 1, 2, 3, 2.5, 4, 5, 6};
        assertThatThrownBy(() -> BitCosts.of(new Drawn(falling), Quantity.LATENCY, layers()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("5/2 bits than with a bit fewer")
                .hasMessageContaining("3-16 kernel 9");
    }

    @Test
    void costsThatAreNoNumbersAreRefused() {
        double[] broken = {0, 0, 1, 2, Double.NaN, 3, 4, 5, 6};
        assertThatThrownBy(() -> BitCosts.of(new Drawn(broken), Quantity.LATENCY, layers()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("NaN at 4/2 bits");
    }

    @Test
    void whatAModelDoesNotTellIsNamed() {
        assertThatThrownBy(() -> BitCosts.of(new ModelSize(), Quantity.ENERGY, layers()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no energy of");
    }
}
