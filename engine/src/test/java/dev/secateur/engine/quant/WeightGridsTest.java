package dev.secateur.engine.quant;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

class WeightGridsTest {

    private static final int[] WIDTHS = {2, 4, 8};

    private static float[] rows(int rows, int length) {
        Random random = new Random(8);
        float[] values = new float[rows * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (1 + i / length);
        }
        return values;
    }

    @ParameterizedTest
    @EnumSource(Clipping.class)
    void limitsLieWithinTheWeightsOfEachRow(Clipping clipping) {
        float[] values = rows(6, 300);
        float[][] whole = new WeightGrids(Clipping.MINMAX, 99, true).limits(values, 6, WIDTHS, Kernels.plain(),
                Progress.none());
        float[][] limits = new WeightGrids(clipping, 99, true).limits(values, 6, WIDTHS, Kernels.plain(),
                Progress.none());
        for (int b = 0; b < WIDTHS.length; b++) {
            for (int row = 0; row < 6; row++) {
                assertThat(limits[b][row]).isPositive().isLessThanOrEqualTo(whole[b][row]);
            }
        }
    }

    @Test
    void theSquaredErrorIsLeastWhereItIsSought() {
        float[] values = rows(6, 300);
        double[] before = errors(values, Clipping.MINMAX);
        double[] after = errors(values, Clipping.MSE);
        assertThat(after[0]).isLessThan(0.8 * before[0]);
        assertThat(after[1]).isLessThan(before[1]);
        assertThat(after[2]).isLessThanOrEqualTo(before[2]);
    }

    private static double[] errors(float[] values, Clipping clipping) {
        float[][] limits = new WeightGrids(clipping, 99, true).limits(values, 6, WIDTHS, Kernels.plain(),
                Progress.none());
        var found = Kernels.plain().roundingErrors(values, WeightGrids.grids(limits, WIDTHS));
        return new double[]{found.meanSquare(0), found.meanSquare(1), found.meanSquare(2)};
    }

    @Test
    void codesStandForTheWeightsInTheirOwnLayout() {
        Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
        for (QuantLayer layer : QuantLayer.of(graph)) {
            float[] values = layer.weight().toFloats();
            float[][] limits = new WeightGrids(Clipping.MINMAX, 99, true).limits(layer.rows(), layer.channels(),
                    new int[]{8}, Kernels.plain(), Progress.none());
            QuantisedWeight weight = QuantisedWeight.of(layer, values, limits[0], 8);
            assertThat(Loss.between(values, weight.restored()).sqnr()).isGreaterThan(38);
            assertThat(weight.tensor(false).dtype()).isEqualTo(DType.INT8);
            for (int i = 0; i < values.length; i++) {
                assertThat(weight.tensor(false).longAt(i)).isEqualTo(weight.codes()[i]);
                i += 96;
            }
        }
        assertThat(QuantLayer.of(graph)).anyMatch(l -> l.node().op() instanceof Gemm);
    }

    @Test
    void fourBitsArePackedTwoToAByte() {
        Graph graph = ResNet.of(8, new Pictures(1, 8, 4), 3);
        QuantLayer layer = QuantLayer.of(graph).getFirst();
        QuantisedWeight weight = QuantisedWeight.of(layer, layer.weight().toFloats(), new float[]{1}, 4);
        Tensor packed = weight.tensor(true);
        assertThat(packed.dtype()).isEqualTo(DType.INT4);
        for (int i = 0; i < weight.codes().length; i++) {
            assertThat(packed.longAt(i)).isEqualTo(weight.codes()[i]);
        }
        assertThat(weight.packedBytes()).isEqualTo(packed.byteSize() + Float.BYTES);
    }
}
