package dev.secateur.engine.autograd;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.bytedeco.javacpp.Loader;

/// The library that LibTorch multiplies matrices with. OpenBLAS has threads of its own, as many as there are processors, of which
/// LibTorch's setting knows nothing; waiting ones spin, which costs most of the speed once another program wants a processor.
final class Blas {

    /// The copies of OpenBLAS that JavaCPP unpacks. Which of them LibTorch is bound to depends on the platform, so all are set. None
    /// on a Mac: Apple's own library serves there.
    private static final List<String> NAMES = List.of("libopenblas.so.0", "libopenblas_nolapack.so.0",
            "libopenblas.dll", "libopenblas_nolapack.dll");

    private static final List<MethodHandle> SETTERS = functions("openblas_set_num_threads",
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
    private static final List<MethodHandle> GETTERS = functions("openblas_get_num_threads",
            FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private Blas() {}

    /// Sets how many threads a matrix product may use.
    static void setThreads(int threads) {
        for (MethodHandle setter : SETTERS) {
            try {
                setter.invokeExact(threads);
            } catch (Throwable e) {
                throw new IllegalStateException("OpenBLAS does not take a number of threads", e);
            }
        }
    }

    /// How many threads each copy of the library may use.
    static List<Integer> threads() {
        List<Integer> threads = new ArrayList<>();
        for (MethodHandle getter : GETTERS) {
            try {
                threads.add((int) getter.invokeExact());
            } catch (Throwable e) {
                throw new IllegalStateException("OpenBLAS does not tell its number of threads", e);
            }
        }
        return threads;
    }

    private static List<MethodHandle> functions(String function, FunctionDescriptor type) {
        List<MethodHandle> found = new ArrayList<>();
        try {
            for (File folder : Loader.cacheResources("/org/bytedeco/openblas/" + Loader.getPlatform() + "/")) {
                for (String name : NAMES) {
                    Path library = folder.toPath().resolve(name);
                    if (Files.exists(library)) {
                        SymbolLookup.libraryLookup(library, Arena.global()).find(function)
                                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, type))
                                .ifPresent(found::add);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("OpenBLAS cannot be unpacked: " + e.getMessage(), e);
        }
        return List.copyOf(found);
    }
}
