package dev.secateur.engine.hardware.bits;

import java.util.OptionalDouble;

/// An accelerator that multiplies bit by bit, so that time grows with the product of both widths, like BISMO.
///
/// The simulator of Wang et al., "HAQ", CVPR 2019, is not published. Its form was recovered from the one table that is (MobileNetV2,
/// cloud, batch 16): a convolution lowered to `M x K x N` takes the larger of `ceil(M/p) ceil(N/p) ceil(K/256) w a` cycles and of
/// `m N ceil(K/256) a`, a depthwise one `C N a / 16` times `m`. Ours are the time to load weights, which that table's
/// classifier shows alone, and `m`, load rate and clock of the edge, which were chosen to come near the eight latencies that
/// the paper prints for it; the paper's clocks are unknown.
///
/// Energies have no source at all: one bit product and one bit moved cost what fitted {@link BitFusion}. Only their ratios say something.
///
/// @param id name in configurations
/// @param title name for people
/// @param array rows and columns of elements, each 256 products of single bits a cycle
/// @param batch samples in a run
/// @param moving cycles to move what one cycle of `N ceil(K/256)` needs, of one bit
/// @param loaded bits of weights that are loaded in a cycle
/// @param kilohertz cycles in a millisecond
public record BitSerial(String id, String title, int array, int batch, double moving, double loaded,
        double kilohertz) implements HardwareModel {

    /// 8 x 8 elements, one picture.
    public static final BitSerial EDGE = new BitSerial("bismo-edge", "Bit-serial, edge", 8, 1, 8, 12.8, 149_784);
    /// 16 x 16 elements, 16 pictures.
    public static final BitSerial CLOUD = new BitSerial("bismo-cloud", "Bit-serial, cloud", 16, 16, 1, 25.6, 212_576);

    private static final int WORD = 256;
    private static final int LANES = 16;

    @Override
    public OptionalDouble cost(Quantity quantity, BitLayer layer, int weights, int activations) {
        return switch (quantity) {
            case SIZE -> OptionalDouble.empty();
            case LATENCY -> OptionalDouble.of(cycles(layer, weights, activations) / kilohertz);
            case ENERGY -> OptionalDouble.of(energy(layer, weights, activations));
        };
    }

    /// Cycles of a run.
    public double cycles(BitLayer layer, int weights, int activations) {
        return computing(layer, weights, activations) + layer.weights() * weights / loaded;
    }

    /// Cycles of a run but for loading weights: the recovered formula.
    double computing(BitLayer layer, int weights, int activations) {
        double places = (double) batch * layer.outPixels();
        if (layer.isDepthwise()) {
            return layer.outputs() * places * activations / LANES * moving;
        }
        long group = layer.group();
        double words = Math.ceilDiv((long) layer.inputs() / group * layer.kernel(), WORD);
        double rows = Math.ceilDiv(layer.outputs() / group, array);
        double products = rows * Math.ceil(places / array) * words * weights * activations;
        return group * Math.max(products, moving * places * words * activations);
    }

    private double energy(BitLayer layer, int weights, int activations) {
        double products = (double) batch * layer.macs() * weights * activations;
        double moved = (double) layer.weights() * weights
                + (double) batch * (layer.inPixels() * layer.inputs() + layer.outPixels() * layer.outputs())
                        * activations;
        return products * BitFusion.PRODUCT_MJ + moved * BitFusion.MOVED_MJ;
    }
}
