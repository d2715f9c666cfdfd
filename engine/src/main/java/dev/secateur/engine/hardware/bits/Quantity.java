package dev.secateur.engine.hardware.bits;

/// What can be spent.
public enum Quantity {

    /// Bytes of weights, each taking just its bits.
    SIZE("size", "bytes"),
    /// Milliseconds of one run at the batch of the hardware.
    LATENCY("latency", "ms"),
    /// Millijoules of one run at the batch of the hardware.
    ENERGY("energy", "mJ");

    private final String id;
    private final String unit;

    Quantity(String id, String unit) {
        this.id = id;
        this.unit = unit;
    }

    /// Its unit.
    public String unit() {
        return unit;
    }

    @Override
    public String toString() {
        return id;
    }
}
