package dev.secateur.engine.compress.dynamicslimming;

import dev.secateur.engine.compress.Param;

/// The networks of the level export.
public record Levels(
        @Param(label = "Levels", unit = "networks", min = 2, max = 16, help = "How many narrow networks the router chooses among.") int count,
        @Param(label = "Round to", unit = "channels", min = 1, max = 256, help = "Widths of a level are multiples of this. Runtimes are fastest at multiples of 8 or 16.") int round,
        @Param(label = "Share weights", help = "Levels are slices of one set of weights, which ONNX Runtime cuts out when it loads the file: a small file. Otherwise each level has its own copy.") boolean share,
        @Param(label = "Tuning epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures in which each goes through the level that the router chooses for it; 0 leaves the weights.") int epochs,
        @Param(label = "Tuning learning rate", min = 1e-6, max = 10, help = "Highest learning rate of that training; it falls to 0 as half a cosine.") double lr) {

    /// Four levels at multiples of 8.
    public static Levels defaults() {
        return new Levels(4, 8, true, 0, 0.01);
    }
}
