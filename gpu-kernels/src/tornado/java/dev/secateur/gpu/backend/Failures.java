package dev.secateur.gpu.backend;

import java.util.function.Supplier;

import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

import dev.secateur.gpu.launch.DeviceFailure;

/// Whatever TornadoVM throws becomes one failure of the device. It throws errors as well as exceptions, and a native library that is
/// missing is a linkage error in one of its classes.
final class Failures {

    private Failures() {}

    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | LinkageError | TornadoInternalError e) {
            throw new DeviceFailure(reason(e), e);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String reason(Throwable thrown) {
        Throwable root = root(thrown);
        String message = root.getMessage();
        String text = message == null || message.isBlank() ? root.getClass().getSimpleName() : message.strip();
        // Messages of compilers go on for pages and are coloured.
        String line = text.replaceAll("\u001b\\[[0-9;]*m", "").lines().filter(l -> !l.isBlank()).findFirst().orElse(text);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}
