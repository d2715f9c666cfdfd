package dev.secateur.engine.quant;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.secateur.engine.tensor.DType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class GridTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 16})
    void numbersWithinTheRangeMoveByHalfAStepAtMostAndZeroStays(int bits) {
        Random random = new Random(bits);
        for (Grid grid : new Grid[]{Grid.symmetric(bits, 2.5), Grid.affine(bits, -1.3, 4.1),
            Grid.affine(bits, 0, 6)}) {
            assertThat(grid.round(0)).isZero();
            for (int i = 0; i < 200; i++) {
                float x = grid.least() + random.nextFloat() * (grid.greatest() - grid.least());
                assertThat(grid.round(x)).isCloseTo(x, within(grid.scale() * 0.501f));
                assertThat(grid.round(grid.round(x))).isEqualTo(grid.round(x));
            }
            assertThat(grid.round(1e9f)).isEqualTo(grid.greatest());
            assertThat(grid.round(-1e9f)).isEqualTo(grid.least());
        }
    }

    @Test
    void rangesWithoutExtentAndRangesThatMissZeroHaveGrids() {
        assertThat(Grid.affine(8, 0, 0).round(0)).isZero();
        assertThat(Grid.symmetric(8, 0).round(0)).isZero();
        Grid above = Grid.affine(8, 3, 3);
        assertThat(above.round(3)).isCloseTo(3, within(1e-6f));
        assertThat(above.least()).isZero();
        Grid below = Grid.affine(4, -5, -2);
        assertThat(below.greatest()).isZero();
        assertThat(below.round(-5)).isCloseTo(-5, within(1e-5f));
        assertThat(Grid.affine(16, 0, 1e-44).scale()).isEqualTo(Float.MIN_NORMAL);
    }

    @Test
    void theGreatestNumberDoesNotPassTheRange() {
        for (int i = 1; i < 1000; i++) {
            Grid grid = Grid.affine(8, 0, i * 0.013);
            assertThat((double) grid.greatest()).isLessThanOrEqualTo(i * 0.013 * (1 + 1e-7));
        }
    }

    @Test
    void containersHoldTheCodes() {
        assertThat(Grid.affine(4, 0, 1).container()).isEqualTo(DType.UINT8);
        assertThat(Grid.affine(4, 0, 1).isNarrow()).isTrue();
        assertThat(Grid.symmetric(8, 1).container()).isEqualTo(DType.INT8);
        assertThat(Grid.symmetric(8, 1).isNarrow()).isFalse();
        assertThat(Grid.symmetric(16, 1).container()).isEqualTo(DType.INT16);
        assertThat(Grid.affine(12, -1, 1).container()).isEqualTo(DType.UINT16);
    }

    @Test
    void aRangeThatIsNotFiniteHasNoGrid() {
        assertThatThrownBy(() -> Grid.affine(8, 0, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Grid.symmetric(8, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void processorsWithoutVnniKeepToSevenBits() {
        assertThat(Processor.of("amd64", "flags : fpu avx2 avx512_vnni").wholeBytes()).isTrue();
        assertThat(Processor.of("amd64", "flags : fpu avx2 avx_vnni").wholeBytes()).isTrue();
        assertThat(Processor.of("amd64", "flags : fpu avx2 avx512f").wholeBytes()).isFalse();
        assertThat(Processor.of("amd64", "").wholeBytes()).isFalse();
        assertThat(Processor.of("aarch64", "").wholeBytes()).isTrue();
    }
}
