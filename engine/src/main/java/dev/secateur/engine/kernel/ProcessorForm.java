package dev.secateur.engine.kernel;

import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// The form of the processor's kernels that this Java machine can run best.
///
/// Vector instructions are asked for by name with a module that Java 25 still incubates, so it is there only if the start named it.
/// Classes that use it are loaded behind this choice alone.
public final class ProcessorForm {

    private static final String MODULE = "jdk.incubator.vector";
    /// Shorter vectors hold two numbers in float64, which the compiler's own do as well.
    private static final int SHORTEST = 256;

    /// That of this Java machine.
    public static final ProcessorForm FOUND = look();

    private final Supplier<Loops> loops;
    private final String text;
    private final boolean vectors;

    private ProcessorForm(Supplier<Loops> loops, String text, boolean vectors) {
        this.loops = loops;
        this.text = text;
        this.vectors = vectors;
    }

    private static ProcessorForm look() {
        return of(ModuleLayer.boot().findModule(MODULE).isPresent(), System.getProperty("java.vm.info", ""),
                VectorLoops::bits);
    }

    /// @param module whether the module is loaded
    /// @param mode of the Java machine, as it describes itself
    /// @param bits of its vectors, asked only where they can be used
    static ProcessorForm of(boolean module, String mode, IntSupplier bits) {
        if (!module) {
            return plain("started without --add-modules " + MODULE);
        }
        // Without the optimising compiler every operation on a vector is a call with an object.
        if (mode.contains("emulated-client") || mode.contains("interpreted")) {
            return plain("this Java machine runs without its optimising compiler");
        }
        int found = bits.getAsInt();
        if (found < SHORTEST) {
            return plain("vectors of less than " + SHORTEST + " bits do not pay");
        }
        return new ProcessorForm(() -> new LateLoops(Loops.plain(), new VectorLoops()),
                "vector instructions of " + found + " bits", true);
    }

    private static ProcessorForm plain(String why) {
        return new ProcessorForm(Loops::plain, "plain Java; " + why, false);
    }

    Loops loops() {
        return loops.get();
    }

    /// Whether vector instructions are asked for by name.
    public boolean vectors() {
        return vectors;
    }

    /// For people: which form it is and, if it is plain Java, why.
    public String text() {
        return text;
    }
}
