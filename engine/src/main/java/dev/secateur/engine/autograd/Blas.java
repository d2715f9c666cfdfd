package dev.secateur.engine.autograd;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

import org.bytedeco.javacpp.Loader;

/// The library that LibTorch multiplies matrices with. OpenBLAS has threads of its own, as many as there are processors, of which
/// LibTorch's setting knows nothing; waiting ones spin, which costs most of the speed once another program wants a processor.
final class Blas {

    /// The copies of OpenBLAS that JavaCPP unpacks. Which of them LibTorch is bound to depends on the platform, so all are set. None
    /// on a Mac: Apple's own library serves there.
    private static final List<String> NAMES = List.of("libopenblas.so.0", "libopenblas_nolapack.so.0",
            "libopenblas.dll", "libopenblas_nolapack.dll");

    private static final List<IntConsumer> SETTERS = functions("openblas_set_num_threads",
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT), IntConsumer.class);
    private static final List<IntSupplier> GETTERS = functions("openblas_get_num_threads",
            FunctionDescriptor.of(ValueLayout.JAVA_INT), IntSupplier.class);

    private Blas() {}

    /// Sets how many threads a matrix product may use.
    static void setThreads(int threads) {
        SETTERS.forEach(setter -> setter.accept(threads));
    }

    /// How many threads each copy of the library may use.
    static List<Integer> threads() {
        return GETTERS.stream().map(IntSupplier::getAsInt).toList();
    }

    private static <F> List<F> functions(String function, FunctionDescriptor signature, Class<F> type) {
        List<F> found = new ArrayList<>();
        try {
            for (File folder : Loader.cacheResources("/org/bytedeco/openblas/" + Loader.getPlatform() + "/")) {
                for (String name : NAMES) {
                    Path library = folder.toPath().resolve(name);
                    if (Files.exists(library)) {
                        SymbolLookup.libraryLookup(library, Arena.global()).find(function)
                                .map(symbol -> Linker.nativeLinker().downcallHandle(symbol, signature))
                                .map(handle -> MethodHandleProxies.asInterfaceInstance(type, handle))
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
