package dev.secateur.gpu.backend;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.gpu.launch.DeviceFailure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OpenClTest {

    @Test
    void aMachineWithoutALoaderSaysSo() {
        assertThatThrownBy(() -> new OpenCl(List.of("no-such-library.so", "another.so")).hasDriver())
                .isInstanceOf(DeviceFailure.class).hasMessageContaining("no OpenCL loader");
    }
}
