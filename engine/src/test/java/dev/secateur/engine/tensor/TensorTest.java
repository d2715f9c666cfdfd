package dev.secateur.engine.tensor;

import java.lang.foreign.MemorySegment;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TensorTest {

    private static Tensor of(DType dtype, long elements, int... bytes) {
        byte[] data = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            data[i] = (byte) bytes[i];
        }
        return Tensor.of(dtype, new long[]{elements}, MemorySegment.ofArray(data));
    }

    @Test
    void aCopyIsTakenSoThatTheCallersArrayMayChange() {
        float[] data = {1, 2, 3};
        Tensor tensor = Tensor.of(data, 3);
        data[0] = 9;
        assertThat(tensor.toFloats()).containsExactly(1, 2, 3);
        assertThat(tensor.bytes().isReadOnly()).isTrue();
    }

    @Test
    void twoFourBitNumbersShareAByteLowHalfFirst() {
        assertThat(of(DType.UINT4, 3, 0xF1, 0x08).toLongs()).containsExactly(1, 15, 8);
        assertThat(of(DType.INT4, 3, 0xF1, 0x08).toLongs()).containsExactly(1, -1, -8);
    }

    @Test
    void halfPrecisionAndDoubleAreRead() {
        assertThat(of(DType.FLOAT16, 2, 0x00, 0x3C, 0x00, 0xC0).toFloats()).containsExactly(1, -2);
        assertThat(of(DType.BFLOAT16, 1, 0x80, 0x3F).toDoubles()).containsExactly(1);
        assertThat(Tensor.of(new double[]{0.1}, 1).toDoubles()).containsExactly(0.1);
    }

    @Test
    void unsignedIntegersStayPositive() {
        assertThat(of(DType.UINT8, 1, 0xFF).toLongs()).containsExactly(255);
        assertThat(of(DType.INT8, 1, 0xFF).toLongs()).containsExactly(-1);
        assertThat(of(DType.UINT32, 1, 0xFF, 0xFF, 0xFF, 0xFF).toLongs()).containsExactly(4_294_967_295L);
    }

    @Test
    void bytesThatDoNotFitTheShapeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.of(new float[]{1, 2}, 3));
        assertThatIllegalArgumentException().isThrownBy(
                () -> Tensor.of(DType.FLOAT, new long[]{1L << 40, 1L << 40}, MemorySegment.ofArray(new byte[4])));
    }

    @Test
    void realNumbersAreNotHandedOutAsIntegers() {
        assertThatIllegalStateException().isThrownBy(() -> Tensor.scalar(1.5f).toLongs());
    }

    @Test
    void sameMeansTypeExtentsAndBytes() {
        assertThat(Tensor.vector(1, 2).sameAs(Tensor.vector(1, 2))).isTrue();
        assertThat(Tensor.vector(1, 2).sameAs(Tensor.vector(1, 3))).isFalse();
        assertThat(Tensor.vector(1, 2).sameAs(Tensor.of(new long[]{1, 2}, 1, 2))).isFalse();
    }
}
