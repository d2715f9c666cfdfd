package dev.secateur.engine.compress.slb;

import java.util.Arrays;

import dev.secateur.engine.quant.QuantLayer;

/// A layer whose weights are searched for.
///
/// @param activations bits of what flows in, 1 to 8, or 32 for float32
/// @param normalised true if a batch normalisation takes up the scale of each channel, so that it need not be learned
record SearchedLayer(QuantLayer layer, Candidates candidates, int activations, boolean normalised) {

    /// Bits of what stays float32.
    static final int FLOAT = 32;

    /// The output channel of a weight.
    int channelOf(int index) {
        return layer.channelOf(index);
    }

    /// Input channels that a weight sees.
    long inputs() {
        return layer.weight().dim(layer.axis() == 0 ? 1 : 0);
    }

    /// Extents of one number for each output channel, to be spread over the weights.
    long[] perChannel() {
        long[] dims = new long[layer.weight().rank()];
        Arrays.fill(dims, 1);
        dims[layer.axis()] = layer.channels();
        return dims;
    }
}
