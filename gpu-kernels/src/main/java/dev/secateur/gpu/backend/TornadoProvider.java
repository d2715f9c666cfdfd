package dev.secateur.gpu.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.engine.kernel.KernelProvider;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.gpu.launch.Device;
import dev.secateur.gpu.launch.DeviceFailure;
import dev.secateur.gpu.launch.DeviceKernels;
import dev.secateur.gpu.launch.GuardedKernels;

/// The devices of TornadoVM.
public final class TornadoProvider implements KernelProvider {

    private final Optional<DeviceSource> source;
    private final boolean started;
    private List<Device> devices = List.of();
    private @Nullable Survey survey;

    /// For `ServiceLoader`.
    public TornadoProvider() {
        this(DeviceSource.found(), System.getProperty("tornado.load.runtime.implementation") != null);
    }

    /// @param source empty in a build without an SDK
    /// @param started whether the Java machine was started with TornadoVM's arguments
    TornadoProvider(Optional<DeviceSource> source, boolean started) {
        this.source = source;
        this.started = started;
    }

    @Override
    public synchronized Survey survey() {
        if (survey == null) {
            survey = surveyed();
        }
        return survey;
    }

    private Survey surveyed() {
        if (source.isEmpty()) {
            return none(
                    "This build has no TornadoVM in it, because no SDK was there when it was made: install one, name its "
                            + "folder in TORNADOVM_HOME, and start the program again.");
        }
        if (!started) {
            return none(
                    "TornadoVM was not asked for when the program started: start it as secateur --device auto, or with "
                            + "another device, and with TORNADOVM_HOME naming the SDK.");
        }
        try {
            devices = source.get().devices();
        } catch (DeviceFailure failure) {
            return none("TornadoVM does not start: " + failure.getMessage() + ".");
        }
        if (devices.isEmpty()) {
            return none(
                    "TornadoVM finds no device: OpenCL has no driver here. Install the driver of the graphics device, or "
                            + "PoCL for the processor.");
        }
        List<ComputeDevice> infos = new ArrayList<>();
        devices.forEach(device -> infos.add(device.info()));
        return new Survey(infos, List.of());
    }

    private static Survey none(String why) {
        return new Survey(List.of(), List.of(why));
    }

    @Override
    public synchronized Kernels open(ComputeDevice device, Consumer<String> told) {
        Device found = devices.stream().filter(d -> d.info().equals(device)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(device.id() + " is not a device of this provider"));
        return new GuardedKernels(new DeviceKernels(found), GuardedKernels.WORTH_SENDING, told);
    }
}
