package dev.secateur.gpu.backend;

import java.util.List;
import java.util.Optional;

import dev.secateur.gpu.launch.Device;

/// Where devices come from.
public interface DeviceSource {

    /// All devices that can run kernels. Asked once: a runtime whose first start failed cannot start again.
    ///
    /// @throws dev.secateur.gpu.launch.DeviceFailure if the runtime does not start
    List<Device> devices();

    /// The one for TornadoVM; empty in builds that saw no SDK. By its name and not by a file of services, which a later build without
    /// an SDK would leave behind.
    static Optional<DeviceSource> found() {
        try {
            return Optional.of((DeviceSource) Class.forName("dev.secateur.gpu.backend.TornadoSource")
                    .getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the source of TornadoVM's devices cannot be made", e);
        }
    }
}
