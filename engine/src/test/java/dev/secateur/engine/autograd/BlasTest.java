package dev.secateur.engine.autograd;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

final class BlasTest {

    @Test
    void matrixProductsKeepToTheThreadsThatWereAskedFor() {
        Torch.setThreads(2);
        assumeFalse(Blas.threads().isEmpty(), "LibTorch comes without OpenBLAS on this platform");
        assertThat(Blas.threads()).containsOnly(2);
        Torch.setThreads(1);
        assertThat(Blas.threads()).containsOnly(1);
    }
}
