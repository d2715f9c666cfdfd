package dev.secateur.views.inspector;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

class KernelsTest {

    @Test
    void theKernelsOfAConvolutionAreThoseOfItsOutputChannel() {
        Kernels kernels = Kernels.of(counting(2, 3, 2, 2), new NodeSheet.Axes(0, 1), 1);
        assertThat(kernels.inputs()).isEqualTo(3);
        assertThat(kernels.at(0, 0, 0)).isEqualTo(12);
        assertThat(kernels.at(2, 1, 0)).isEqualTo(22);
        assertThat(kernels.most()).isEqualTo(23);
    }

    @Test
    void aTransposedConvolutionHasItsOutputChannelsSecond() {
        Kernels kernels = Kernels.of(counting(2, 3, 2, 2), new NodeSheet.Axes(1, 0), 1);
        assertThat(kernels.inputs()).isEqualTo(2);
        assertThat(kernels.at(1, 0, 1)).isEqualTo(17);
    }

    @Test
    void kernelsAlongOneAxisAreOneHigh() {
        Kernels kernels = Kernels.of(counting(2, 2, 5), new NodeSheet.Axes(0, 1), 0);
        assertThat(kernels.height()).isEqualTo(1);
        assertThat(kernels.at(1, 0, 4)).isEqualTo(9);
    }

    @Test
    void noMoreThanAPictureCanHoldAreRead() {
        Kernels kernels = Kernels.of(counting(1, 300, 1, 1), new NodeSheet.Axes(0, 1), 0);
        assertThat(kernels.inputs()).isEqualTo(256);
        assertThat(kernels.allInputs()).isEqualTo(300);
    }

    @Test
    void matricesHaveNoKernels() {
        assertThat(Kernels.channels(counting(4, 3), new NodeSheet.Axes(0, 1))).isZero();
        assertThat(Kernels.channels(counting(4, 3, 3, 3), null)).isZero();
        assertThat(Kernels.channels(counting(4, 3, 3, 3), new NodeSheet.Axes(0, 1))).isEqualTo(4);
    }

    private static Tensor counting(long... dims) {
        int count = 1;
        for (long dim : dims) {
            count *= (int) dim;
        }
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = i;
        }
        return Tensor.of(data, dims);
    }
}
