package dev.secateur.engine.block;

/// Ways to make one convolution of a block, or to leave it out. In all of them the activations inside go.
public enum Variant {

    /// Kernels composed as they are; only the padding moves to the first convolution.
    EXACT("exact", "exact"),

    /// The stride moves from an earlier to the last convolution first, which changes the function and gives a smaller kernel.
    STRIDE_LAST("stride-last", "stride last"),

    /// The first of two larger kernels is reduced to its middle tap first (and a stride moves last), so that the kernel does
    /// not grow; training has to repair it. UPDP calls this the 3×3 to 1×1 trick.
    CENTRE_TAP("centre-tap", "trained"),

    /// Nothing stays: what the block reads takes the place of what it makes. Possible for blocks of any kind that keep the shape,
    /// refused ones included; another function.
    DROP("drop", "drop");

    private final String id;
    private final String label;

    Variant(String id, String label) {
        this.id = id;
        this.label = label;
    }

    /// Its word in labels: `5×5 exact`.
    public String label() {
        return label;
    }

    /// Its name in configurations.
    @Override
    public String toString() {
        return id;
    }
}
