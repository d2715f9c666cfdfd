package dev.secateur.engine.kernel;

/// A device that kernels can run on.
///
/// @param id what a user calls it: `0:1`
/// @param name its maker's name for it
/// @param platform what drives it: `OpenCL, Portable Computing Language`
/// @param kind what it is
/// @param memory bytes that it has
/// @param largestBuffer bytes that one array may have on it
public record ComputeDevice(String id, String name, String platform, Kind kind, long memory, long largestBuffer) {

    /// What a device is.
    public enum Kind {
        /// The computer's own processor behind a device's interface.
        PROCESSOR,
        /// A graphics processor.
        GRAPHICS,
        /// Any other device.
        OTHER
    }
}
