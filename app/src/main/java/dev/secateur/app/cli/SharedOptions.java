package dev.secateur.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.shape.Bindings;

/// The options that every command takes.
final class SharedOptions {

    @Option(names = "--json", description = "Print one JSON object on standard output and nothing else there.")
    boolean json;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Seed of everything that is drawn. Default: ${DEFAULT-VALUE}.")
    long seed;

    @Option(names = "--limit", paramLabel = "N", converter = Positive.class, description = "Use the first N samples of the data only.")
    @Nullable
    Integer limit;

    @Option(names = "--threads", paramLabel = "N", converter = Positive.class, description = "Threads that ONNX Runtime uses. Default: all processors.")
    @Nullable
    Integer threads;

    @Option(names = "--batch", paramLabel = "N", converter = Positive.class, description = "Samples in one run.")
    @Nullable
    Integer batch;

    @Option(names = "--size", paramLabel = "NAME=N", description = "Size of an axis that the model leaves open: a symbol's name, or INPUT:AXIS. May be repeated.")
    Map<String, Long> sizes = new LinkedHashMap<>();

    @Option(names = "--device", paramLabel = "NAME", description = "Where large data-parallel work is done: cpu, auto (a graphics device if there is one), or a device of 'secateur devices'. Default: cpu.")
    @Nullable
    String device;

    /// How ONNX Runtime shall run.
    OrtOptions runtime() {
        return threads == null ? OrtOptions.defaults() : OrtOptions.defaults().withThreads(threads);
    }

    /// Samples in one run: as asked, else `otherwise`.
    int batch(int otherwise) {
        return batch == null ? otherwise : batch;
    }

    /// The sizes given for open axes.
    Bindings bindings() throws ProblemException {
        Bindings bindings = Bindings.none();
        for (Map.Entry<String, Long> entry : sizes.entrySet()) {
            bindings = bind(bindings, entry.getKey(), entry.getValue());
        }
        return bindings;
    }

    private static Bindings bind(Bindings bindings, String name, long size) throws ProblemException {
        if (size < 1) {
            throw ProblemException.ofSetting("cannot bind a size", "--size " + name + "=" + size,
                    "a size is a whole number from 1 on", "");
        }
        return bindings.named(name, size);
    }
}
