package dev.secateur.engine.hardware.bits;

import java.util.OptionalDouble;

/// An accelerator whose multipliers fuse from two-bit bricks, so that widths count as 2, 4, 8 or 16 when it computes, like BitFusion;
/// one picture at a time.
///
/// Form and constants are ours, fitted to the table of Wang et al., "APQ", CVPR 2020 (repository `mit-han-lab/apq`, 6,567 layers
/// of MobileNet-like networks): half of its latencies are met within 9 %, nine tenths within 34 %, the worst is 55 % too low (depthwise
/// layers on 7 x 7 places); half of its energies within 15 %. What moves is `w` bits a weight, `a` bits a number that flows
/// in and 64 bits a number that flows out; time is the larger of moving and computing.
public record BitFusion() implements HardwareModel {

    /// Millijoules of multiplying one bit by one bit.
    static final double PRODUCT_MJ = 1.617e-9 / 64;
    /// Millijoules of moving one bit.
    static final double MOVED_MJ = 12.0e-9;
    private static final double IDLE_MJ_PER_MS = 0.755;

    private static final double OUT_BITS = 64;
    private static final double BITS_PER_MS = 96e6;
    private static final double MACS_PER_MS = 245e6;
    private static final double DEPTHWISE_MACS_PER_MS = 4e6;
    private static final double FULL = 64;
    private static final int WIDEST = 16;

    @Override
    public String id() {
        return "bitfusion";
    }

    @Override
    public String title() {
        return "BitFusion-like";
    }

    @Override
    public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
        double moved = layer.weights() * (double) weights
                + (double) layer.inPixels() * layer.inputs() * activations
                + (double) layer.outPixels() * layer.outputs() * OUT_BITS;
        double products = layer.macs() * (double) (fused(weights) * fused(activations));
        double rate = layer.isDepthwise() ? DEPTHWISE_MACS_PER_MS : MACS_PER_MS;
        double ms = Math.max(products / FULL / rate, moved / BITS_PER_MS);
        return switch (quantity) {
            case SIZE -> OptionalDouble.empty();
            case LATENCY -> OptionalDouble.of(ms);
            case ENERGY ->
                OptionalDouble.of(products * PRODUCT_MJ + moved * MOVED_MJ + ms * IDLE_MJ_PER_MS);
        };
    }

    /// What a width counts as: the next power of two, beyond 16 in steps of 16.
    static int fused(int bits) {
        return bits > WIDEST
                ? Math.ceilDiv(bits, WIDEST) * WIDEST
                : Math.max(2, Integer.highestOneBit(2 * bits - 1));
    }
}
