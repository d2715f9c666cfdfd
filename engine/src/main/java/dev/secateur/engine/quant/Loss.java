package dev.secateur.engine.quant;

/// What rounding lost.
///
/// @param meanSquare mean squared error
/// @param sqnr signal to quantisation noise, dB; infinite if nothing is lost
/// @param cosine of the angle between before and after, 1 if nothing is lost
public record Loss(double meanSquare, double sqnr, double cosine) {

    /// Nothing.
    public static final Loss NONE = new Loss(0, Double.POSITIVE_INFINITY, 1);

    /// The loss between two lists of numbers.
    public static Loss between(float[] before, float[] after) {
        double error = 0;
        double signal = 0;
        double product = 0;
        double size = 0;
        for (int i = 0; i < before.length; i++) {
            double x = before[i];
            double q = after[i];
            error += (q - x) * (q - x);
            signal += x * x;
            product += x * q;
            size += q * q;
        }
        return of(error, signal, product, size, before.length);
    }

    /// The loss from sums over numbers x and what they became, q.
    static Loss of(double error, double signal, double product, double size, long count) {
        if (error == 0) {
            return NONE;
        }
        double sizes = Math.sqrt(signal) * Math.sqrt(size);
        return new Loss(error / count, 10 * Math.log10(signal / error), sizes == 0 ? 0 : Math.min(1, product / sizes));
    }
}
