package dev.secateur.gpu.backend;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.util.List;

import dev.secateur.gpu.launch.DeviceFailure;

/// The loader of OpenCL drivers, asked before TornadoVM asks it: that prints to standard output what it does not find.
final class OpenCl {

    private static final List<String> USUAL = List.of("libOpenCL.so.1", System.mapLibraryName("OpenCL"),
            "/System/Library/Frameworks/OpenCL.framework/OpenCL");

    private final List<String> libraries;

    /// @param libraries under whose names it may be found, the likeliest first
    OpenCl(List<String> libraries) {
        this.libraries = List.copyOf(libraries);
    }

    /// Where it is on most machines.
    static OpenCl usual() {
        return new OpenCl(USUAL);
    }

    /// Whether it knows a driver.
    ///
    /// @throws DeviceFailure if there is no loader
    boolean hasDriver() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
            return platforms().ask(0, MemorySegment.NULL, count) == 0 && count.get(ValueLayout.JAVA_INT, 0) > 0;
        }
    }

    /// `clGetPlatformIDs`.
    @FunctionalInterface
    public interface Platforms {

        /// Asks for them.
        ///
        /// @param room for so many identifiers
        /// @param identifiers where they go
        /// @param count where their number goes
        /// @return 0 if there are any
        int ask(int room, MemorySegment identifiers, MemorySegment count);
    }

    @SuppressWarnings("restricted")
    private Platforms platforms() {
        MemorySegment function = loader().find("clGetPlatformIDs").orElseThrow(
                () -> new DeviceFailure("the OpenCL loader has no clGetPlatformIDs", new UnsatisfiedLinkError()));
        return MethodHandleProxies.asInterfaceInstance(Platforms.class, Linker.nativeLinker().downcallHandle(function,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS,
                        ValueLayout.ADDRESS)));
    }

    /// Stays loaded: drivers have threads that outlive this.
    @SuppressWarnings("restricted")
    private SymbolLookup loader() {
        IllegalArgumentException last = new IllegalArgumentException("no name");
        for (String library : libraries) {
            try {
                return SymbolLookup.libraryLookup(library, Arena.global());
            } catch (IllegalArgumentException e) {
                last = e;
            }
        }
        throw new DeviceFailure("there is no OpenCL loader (libOpenCL) on this machine", last);
    }
}
