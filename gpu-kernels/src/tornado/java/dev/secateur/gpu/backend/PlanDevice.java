package dev.secateur.gpu.backend;

import java.util.List;

import uk.ac.manchester.tornado.api.common.TornadoDevice;

import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.gpu.launch.Device;
import dev.secateur.gpu.launch.DeviceKernel;

/// A device behind TornadoVM.
final class PlanDevice implements Device {

    private final TornadoDevice device;
    private final ComputeDevice info;

    PlanDevice(TornadoDevice device, String id) {
        this.device = device;
        ComputeDevice.Kind kind = switch (device.getDeviceType()) {
            case GPU -> ComputeDevice.Kind.GRAPHICS;
            case CPU -> ComputeDevice.Kind.PROCESSOR;
            default -> ComputeDevice.Kind.OTHER;
        };
        this.info = new ComputeDevice(id, device.getPhysicalDevice().getDeviceName().strip(),
                device.getTornadoVMBackend() + ", " + device.getPlatformName(), kind, device.getMaxGlobalMemory(),
                device.getMaxAllocMemory());
    }

    @Override
    public ComputeDevice info() {
        return info;
    }

    @Override
    public Plan prepare(DeviceKernel kernel, List<Object> arrays) {
        return Failures.guarded(() -> new TornadoPlan(device, kernel, arrays));
    }
}
