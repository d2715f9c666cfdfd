package dev.secateur.app.main;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.util.Map;

/// Tells LibTorch's threads to wait by spinning a moment and then to sleep. The library reads this from the environment when it is
/// loaded; the launcher script sets it, a package has no script.
public final class Spinning {

    /// As in the launcher.
    private static final Map<String, String> WANTED = Map.of("OMP_WAIT_POLICY", "passive", "GOMP_SPINCOUNT", "3000");

    private Spinning() {}

    /// Sets what the user has not set. Does nothing on systems without `setenv`.
    ///
    /// @param environment of the process
    static void limit(Map<String, String> environment) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find("setenv").orElse(null);
        if (address == null) {
            return;
        }
        Setter set = MethodHandleProxies.asInterfaceInstance(Setter.class,
                linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS, ValueLayout.JAVA_INT)));
        try (Arena arena = Arena.ofConfined()) {
            WANTED.forEach((name, value) -> {
                if (!environment.containsKey(name)
                        && set.set(arena.allocateFrom(name), arena.allocateFrom(value), 0) != 0) {
                    System.getLogger(Spinning.class.getName()).log(System.Logger.Level.DEBUG, name + " cannot be set");
                }
            });
        }
    }

    /// The form of `setenv`. Public because proxies of interfaces are.
    public interface Setter {

        /// @param replace 0 to leave a value that is there
        /// @return 0 if it was set
        int set(MemorySegment name, MemorySegment value, int replace);
    }
}
