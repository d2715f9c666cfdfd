package dev.secateur.gpu.launch;

import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.RowKernelContract;

import static org.assertj.core.api.Assertions.fail;

/// A device that takes few numbers at once gets bands and segments, and the contract is kept.
class SmallDeviceTest extends RowKernelContract {

    private static final int NUMBERS = 3000;

    private final DeviceKernels onDevice = new DeviceKernels(new JavaDevice(), NUMBERS);

    @Override
    protected Kernels kernels() {
        return new GuardedKernels(onDevice, 0, text -> fail("%s", text));
    }
}
