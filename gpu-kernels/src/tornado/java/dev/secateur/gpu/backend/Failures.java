package dev.secateur.gpu.backend;

import java.util.function.Supplier;

import uk.ac.manchester.tornado.api.exceptions.TornadoBailoutRuntimeException;
import uk.ac.manchester.tornado.api.exceptions.TornadoInternalError;

import dev.secateur.gpu.launch.DeviceFailure;

/// Whatever TornadoVM throws becomes one failure of the device. It throws errors as well as exceptions, and a native library that is
/// missing is a linkage error in one of its classes.
final class Failures {

    private Failures() {}

    static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (DeviceFailure e) {
            throw e;
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

    /// The first line that says something. Messages of compilers go on for pages and are coloured.
    private static String reason(Throwable thrown) {
        Throwable root = root(thrown);
        String message = root.getMessage() == null ? "" : root.getMessage();
        String nothing = root instanceof TornadoBailoutRuntimeException
                ? "a kernel cannot be compiled for it"
                : root.getClass().getSimpleName();
        String line = message.replaceAll("\u001b\\[[0-9;]*m", "").lines().map(Failures::bare)
                .filter(l -> !l.isEmpty() && !l.equals("null") && !l.startsWith("Bailout")).findFirst()
                .orElse(nothing);
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    private static String bare(String line) {
        return line.strip().replaceFirst("^([\\w.$]+(Exception|Error): *|Reason: *|\\[[A-Z]+\\] *)+", "");
    }
}
