package dev.secateur.gpu.launch;

/// A device did not do its part. Never leaves this module: the engine's own kernels then do the work.
public final class DeviceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean limit;

    /// The device failed.
    ///
    /// @param why a clause
    public DeviceFailure(String why, Throwable cause) {
        super(why, cause);
        this.limit = false;
    }

    private DeviceFailure(String why) {
        super(why);
        this.limit = true;
    }

    /// The work does not fit the device and cannot be cut; nothing is wrong with it.
    static DeviceFailure ofLimit(String why) {
        return new DeviceFailure(why);
    }

    boolean isLimit() {
        return limit;
    }
}
