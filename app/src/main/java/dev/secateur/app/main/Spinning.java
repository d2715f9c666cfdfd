package dev.secateur.app.main;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.util.Map;

/// Tells LibTorch's threads to sleep while they wait. The library reads this from the environment when it is loaded; the launcher
/// script sets it, a package has no script.
public final class Spinning {

    private static final String NAME = "OMP_WAIT_POLICY";
    private static final String VALUE = "passive";

    private Spinning() {}

    /// Sets it, unless the user has. Does nothing on systems without `setenv`.
    ///
    /// @param environment of the process
    static void stop(Map<String, String> environment) {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().find("setenv").orElse(null);
        if (address == null || environment.containsKey(NAME)) {
            return;
        }
        Setter set = MethodHandleProxies.asInterfaceInstance(Setter.class,
                linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS, ValueLayout.JAVA_INT)));
        try (Arena arena = Arena.ofConfined()) {
            if (set.set(arena.allocateFrom(NAME), arena.allocateFrom(VALUE), 0) != 0) {
                System.getLogger(Spinning.class.getName()).log(System.Logger.Level.DEBUG, NAME + " cannot be set");
            }
        }
    }

    /// The form of `setenv`. Public because proxies of interfaces are.
    public interface Setter {

        /// @param replace 0 to leave a value that is there
        /// @return 0 if it was set
        int set(MemorySegment name, MemorySegment value, int replace);
    }
}
