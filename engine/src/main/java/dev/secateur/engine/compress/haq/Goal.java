package dev.secateur.engine.compress.haq;

import dev.secateur.engine.compress.Param;
import dev.secateur.engine.hardware.bits.Quantity;

/// What may be spent.
public record Goal(
        @Param(label = "Cost", help = "What is limited: size of the weights, latency or energy.") Quantity cost,
        @Param(label = "Hardware", help = "What tells latency and energy: bit-serial accelerators (bismo-edge, bismo-cloud), a BitFusion-like one, onnxruntime as measured here, or a table of your own.") Hardware hardware,
        @Param(label = "Table", help = "File of your own table, CSV or JSON, for the hardware table.") String table,
        @Param(label = "Part", min = 0.01, max = 1, help = "Largest part of what 8 bits everywhere cost; with k-means of what float32 weights take.") double ratio,
        @Param(label = "As uniform", unit = "bits", min = 0, max = 8, help = "Instead of a part: what these bits for all layers cost, first and last at 8; 0 to go by the part.") int uniform) {

    public Goal {
        if (uniform == 1) {
            throw new IllegalArgumentException("bits are 2 to 8, or 0 to go by the part");
        }
    }

    /// 60 % of the latency at 8 bits on the bit-serial edge.
    public static Goal defaults() {
        return new Goal(Quantity.LATENCY, Hardware.BISMO_EDGE, "", 0.6, 0);
    }
}
