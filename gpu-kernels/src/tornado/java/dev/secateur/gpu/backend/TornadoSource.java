package dev.secateur.gpu.backend;

import java.util.ArrayList;
import java.util.List;

import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

import dev.secateur.gpu.kernel.Parallel;
import dev.secateur.gpu.launch.Device;

/// The devices of the TornadoVM that the Java machine was started with.
public final class TornadoSource implements DeviceSource {

    private static final String DRIVERS = "tornado.drivers.";
    private static final String COMMON = "tornado.drivers.common";
    private static final String OPENCL = "tornado.drivers.opencl";

    @Override
    public List<Device> devices() {
        // Read once, when the runtime's classes are initialised, so they must be set before.
        System.setProperty("tornado.load.annotation.parallel", Parallel.class.getName());
        // Otherwise a kernel that cannot be compiled runs in Java, one item after the other, and nobody is told.
        System.setProperty("tornado.recover.bailout", "False");
        // A product and a sum that are rounded once give other bits than two roundings.
        System.setProperty("tornado.enable.fma", "False");
        // In place of flags that let the compiler change the order of additions and forget about what is no number.
        System.setProperty("tornado.opencl.compiler.flags", "-w");
        System.setProperty("tornado.enable.fastMathOptimizations", "False");
        boolean onlyOpenCl = ModuleLayer.boot().modules().stream().map(Module::getName)
                .filter(name -> name.startsWith(DRIVERS) && !name.equals(COMMON)).allMatch(OPENCL::equals);
        if (onlyOpenCl && !OpenCl.usual().hasDriver()) {
            return List.of();
        }
        return Failures.guarded(TornadoSource::found);
    }

    private static List<Device> found() {
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        List<Device> devices = new ArrayList<>();
        for (int b = 0; b < runtime.getNumBackends(); b++) {
            TornadoBackend backend = runtime.getBackend(b);
            TornadoVMBackendType type = backend.getBackendType();
            for (int d = 0; d < backend.getNumDevices(); d++) {
                TornadoDevice device = backend.getDevice(d);
                if (device != null && (type == TornadoVMBackendType.OPENCL || type == TornadoVMBackendType.CUDA)) {
                    devices.add(new PlanDevice(device, b + ":" + d));
                }
            }
        }
        return devices;
    }
}
