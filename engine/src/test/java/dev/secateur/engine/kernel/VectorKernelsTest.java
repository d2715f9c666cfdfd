package dev.secateur.engine.kernel;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.job.Progress;

import static org.assertj.core.api.Assertions.assertThat;

/// The loops with vector instructions keep the contract, and give the plain ones' results to the last bit.
class VectorKernelsTest extends RowKernelContract {

    @Override
    protected Kernels kernels() {
        return new PlainKernels(new VectorLoops());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 0", "7, 13", "64, 576", "65, 257", "67, 129", "2, 70001"})
    void resultsArePlainJavasToTheLastBit(int count, int length) {
        float[] values = normal(count * length, 31);
        if (values.length > 20) {
            values[7] = Float.NaN;
            values[11] = Float.NEGATIVE_INFINITY;
            values[values.length - 1] = -0f;
        }
        float[] steps = new float[3 * count];
        float[] highs = new float[3 * count];
        float[] lows = new float[3 * count];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i % 5 == 4 ? 0 : 0.013f * (1 + i % 7);
            highs[i] = i % 3 == 0 ? 0 : 7 << i % 4;
            lows[i] = i % 3 == 1 ? -0f : -9 << i % 5;
        }
        Grids grids = new Grids(count, steps, lows, highs);
        RoundingErrors found = kernels().roundingErrors(values, grids);
        RoundingErrors expected = Kernels.plain().roundingErrors(values, grids);
        assertThat(found.errors()).isEqualTo(expected.errors());
        assertThat(found.products()).isEqualTo(expected.products());
        assertThat(found.rounded()).isEqualTo(expected.rounded());
        assertThat(found.originals()).isEqualTo(expected.originals());
        assertThat(kernels().gram(values, count)).isEqualTo(Kernels.plain().gram(values, count));
        assertThat(kernels().distanceSums(values, count, Progress.none()))
                .isEqualTo(Kernels.plain().distanceSums(values, count, Progress.none()));
    }
}
