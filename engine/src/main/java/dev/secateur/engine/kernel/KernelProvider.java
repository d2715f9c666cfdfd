package dev.secateur.engine.kernel;

import java.util.List;
import java.util.function.Consumer;

/// Kernels on devices. Found by `ServiceLoader`; see {@link KernelDevices}.
public interface KernelProvider {

    /// What there is, and why something is not usable. The first call may take a second.
    Survey survey();

    /// The kernels on one of the devices of {@link #survey}. They never fail: the engine's own do the work of a device that does, and
    /// all work that is too small to be sent.
    ///
    /// @param told takes one sentence if the device fails, on the thread that computes
    Kernels open(ComputeDevice device, Consumer<String> told);

    /// What was found.
    ///
    /// @param devices that can compute
    /// @param obstacles why there are none or not more, as sentences
    record Survey(List<ComputeDevice> devices, List<String> obstacles) {

        public Survey {
            devices = List.copyOf(devices);
            obstacles = List.copyOf(obstacles);
        }
    }
}
