package dev.secateur.engine.quant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What the processor does with products of 8-bit numbers.
///
/// x86 without VNNI adds two products of an unsigned and a signed byte in 16 bits, which saturates (`VPMADDUBSW`): there weights
/// have to keep to 7 bits. ARM and processors with VNNI add in 32 bits.
///
/// @param wholeBytes true if 8-bit weights are safe
/// @param description for people: why
public record Processor(boolean wholeBytes, String description) {

    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    /// This machine's.
    public static Processor present() {
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if (!Files.isReadable(CPU_INFO)) {
            return of(arch, "");
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return of(arch, lines.filter(l -> l.startsWith("flags")).findFirst().orElse(""));
        } catch (IOException e) {
            return of(arch, "");
        }
    }

    /// What an architecture with these flags does.
    ///
    /// @param arch as Java names it: `amd64`, `aarch64`
    /// @param flags as Linux lists them; empty if they are not known
    static Processor of(String arch, String flags) {
        if (!arch.equals("amd64") && !arch.equals("x86_64") && !arch.equals("x86")) {
            return new Processor(true, arch + " adds products of bytes in 32 bits");
        }
        if (flags.isEmpty()) {
            return new Processor(false, "whether the processor has VNNI is not known, so weights keep to 7 bits");
        }
        Set<String> all = Set.of(flags.substring(flags.indexOf(':') + 1).strip().split("\\s+"));
        return all.contains("avx512_vnni") || all.contains("avx_vnni")
                ? new Processor(true, "the processor has VNNI, so 8-bit weights cannot saturate")
                : new Processor(false,
                        "the processor has no VNNI: sums of 8-bit products could saturate, so weights keep to 7 bits");
    }
}
