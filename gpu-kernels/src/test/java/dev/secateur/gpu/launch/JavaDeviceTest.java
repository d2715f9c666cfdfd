package dev.secateur.gpu.launch;

import org.junit.jupiter.api.AfterEach;

import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RowKernelContract;

import static org.assertj.core.api.Assertions.fail;

/// The device's kernels and launches keep the contract, run as plain Java.
class JavaDeviceTest extends RowKernelContract {

    private final DeviceKernels onDevice = new DeviceKernels(new JavaDevice());

    @Override
    protected Kernels kernels() {
        return new GuardedKernels(onDevice, 0, text -> fail("%s", text));
    }

    @AfterEach
    void closes() {
        onDevice.close();
    }
}
