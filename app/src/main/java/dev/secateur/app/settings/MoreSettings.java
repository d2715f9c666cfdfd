package dev.secateur.app.settings;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.kernel.KernelDevices;

/// What is remembered beside the first settings. A component that a file lacks has its default.
///
/// @param systemTheme true if the theme is that of the system; null as long as nobody said
/// @param sessionBytes bytes that kept sessions may take on the disk; null for 10 GiB
/// @param device what does large data-parallel work: a device's name; null for the engine's own kernels
public record MoreSettings(@Nullable Boolean systemTheme, @Nullable Long sessionBytes, @Nullable String device) {

    private static final long SESSION_BYTES = 10L << 30;
    private static final long LEAST_SESSION_BYTES = 1L << 30;

    /// Those of the first start.
    public static MoreSettings defaults() {
        return new MoreSettings(null, null, null);
    }

    /// Bytes that kept sessions may take, at least 1 GiB.
    public long budget() {
        return sessionBytes == null ? SESSION_BYTES : Math.max(LEAST_SESSION_BYTES, sessionBytes);
    }

    public MoreSettings withSystemTheme(boolean follows) {
        return new MoreSettings(follows, sessionBytes, device);
    }

    public MoreSettings withBudget(long bytes) {
        return new MoreSettings(systemTheme, bytes, device);
    }

    public MoreSettings withDevice(String name) {
        return new MoreSettings(systemTheme, sessionBytes, name);
    }

    /// The device that was chosen, if it is another one than the processor.
    public Optional<String> chosenDevice() {
        return Optional.ofNullable(device).filter(name -> !name.equals(KernelDevices.PROCESSOR));
    }
}
