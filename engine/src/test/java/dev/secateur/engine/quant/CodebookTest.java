package dev.secateur.engine.quant;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CodebookTest {

    @Test
    void numbersOfFewValuesLoseNothing() {
        Codebook book = Codebook.of(new float[]{3, -1, 3, 0.5f}, 4);
        assertThat(book.values()).containsExactly(-1, 0.5f, 3);
        assertThat(book.codes()).containsExactly(2, 0, 2, 1);
        assertThat(book.exact()).isTrue();
    }

    @Test
    void centresAreTheMeansOfWhatIsNearestToThem() {
        float[] numbers = {0, 1, 2, 10, 11, 12};
        Codebook book = Codebook.of(numbers, 2);
        assertThat(book.values()).containsExactly(1, 11);
        assertThat(book.codes()).containsExactly(0, 0, 0, 1, 1, 1);
        assertThat(book.exact()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void everyNumberGetsItsNearestValueAndMoreValuesLoseLess(int bits) {
        float[] numbers = drawn(999);
        Codebook book = Codebook.of(numbers, 1 << bits);
        assertThat(book.values()).hasSizeLessThanOrEqualTo(1 << bits).isSorted();
        for (int i = 0; i < numbers.length; i++) {
            float own = Math.abs(numbers[i] - book.values()[Byte.toUnsignedInt(book.codes()[i])]);
            for (float value : book.values()) {
                assertThat(own).isLessThanOrEqualTo(Math.abs(numbers[i] - value));
            }
        }
        assertThat(error(numbers, book)).isLessThan(error(numbers, Codebook.of(numbers, 1 << bits - 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 16, 200})
    void packedCodesLoseNothing(int values) {
        float[] numbers = drawn(37);
        Codebook book = Codebook.of(numbers, values);
        CodedWeight weight = new CodedWeight(book.codes(), book.values(), new float[0], 0, new long[]{37});
        byte[] packed = weight.packed();
        int each = 8 / weight.slot();
        assertThat(packed).hasSize(Math.ceilDiv(37, each));
        for (int i = 0; i < 37; i++) {
            assertThat(Byte.toUnsignedInt(packed[i / each]) >> i % each * weight.slot() & (1 << weight.slot()) - 1)
                    .isEqualTo(Byte.toUnsignedInt(book.codes()[i]));
        }
    }

    @Test
    void whatIsNotFiniteHasNoCodebook() {
        assertThatThrownBy(() -> Codebook.of(new float[]{1, Float.NaN}, 2))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not finite");
    }

    private static float[] drawn(int count) {
        SplittableRandom random = new SplittableRandom(3);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static double error(float[] numbers, Codebook book) {
        double sum = 0;
        for (int i = 0; i < numbers.length; i++) {
            double apart = numbers[i] - book.values()[Byte.toUnsignedInt(book.codes()[i])];
            sum += apart * apart;
        }
        return sum;
    }
}
