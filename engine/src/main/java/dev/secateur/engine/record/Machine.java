package dev.secateur.engine.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import dev.secateur.engine.runtime.OrtSession;

/// Where a run took place. Numbers depend on it: arithmetic differs between processors and versions.
///
/// @param java version and vendor
/// @param os name, version, architecture
/// @param cpu model name as the system tells it
/// @param processors that the program may use
/// @param device what computed: `cpu`
/// @param threads for one operator
/// @param libraries that computed, with versions
public record Machine(String java, String os, String cpu, int processors, String device, int threads,
        String libraries) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// This one.
    public static Machine present(int threads) {
        return new Machine(property("java.version") + " (" + property("java.vendor") + ")",
                property("os.name") + " " + property("os.version") + " " + property("os.arch"), processor(),
                Runtime.getRuntime().availableProcessors(), "cpu", threads, "ONNX Runtime " + OrtSession.version());
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private static String processor() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                Optional<String> name = lines.filter(l -> l.startsWith("model name")).findFirst()
                        .map(l -> l.substring(l.indexOf(':') + 1).strip());
                if (name.isPresent()) {
                    return name.get();
                }
            } catch (IOException e) {
                return property("os.arch");
            }
        }
        return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER")).orElse(property("os.arch"));
    }
}
