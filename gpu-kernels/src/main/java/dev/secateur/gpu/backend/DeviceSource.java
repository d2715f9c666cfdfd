package dev.secateur.gpu.backend;

import java.util.List;

import dev.secateur.gpu.launch.Device;

/// Where devices come from. Found by `ServiceLoader`: the one for TornadoVM exists only in builds that saw an SDK.
public interface DeviceSource {

    /// All devices that can run kernels. Asked once: a runtime whose first start failed cannot start again.
    ///
    /// @throws dev.secateur.gpu.launch.DeviceFailure if the runtime does not start
    List<Device> devices();
}
