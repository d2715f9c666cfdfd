package dev.secateur.engine.compress.haq;

/// What an action means.
final class BitAction {

    private BitAction() {}

    /// `round(least - 0.5 + a (most - least + 1))`, halves to even, within least and most: a = 1 gives 8.5, which would be 9 where halves
    /// are rounded up.
    ///
    /// @param action 0 to 1
    static int bits(double action) {
        double raw = BitTask.LEAST - 0.5 + action * (BitTask.MOST - BitTask.LEAST + 1);
        return (int) Math.clamp(Math.rint(raw), BitTask.LEAST, BitTask.MOST);
    }
}
