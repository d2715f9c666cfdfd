package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// How the ways through the teacher's later stages are run. Gradients are the same but for rounding.
public enum Tails {
    /// All of them, then one pass back.
    TOGETHER,
    /// One after the other, each with its own pass back to where it left the plain network: slower by little, with the memory of one.
    ONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
