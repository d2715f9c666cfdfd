package dev.secateur.engine.kernel;

/// Sums over values x and what they became, q; from them follow all measures of what rounding lost.
///
/// @param rows number of rows
/// @param length values in a row
/// @param errors `[count, rows]`: sums of (q - x)²
/// @param products `[count, rows]`: sums of q x
/// @param rounded `[count, rows]`: sums of q²
/// @param originals `[rows]`: sums of x²
public record RoundingErrors(int rows, int length, double[] errors, double[] products, double[] rounded,
        double[] originals) {

    public RoundingErrors {
        errors = errors.clone();
        products = products.clone();
        rounded = rounded.clone();
        originals = originals.clone();
    }

    @Override
    public double[] errors() {
        return errors.clone();
    }

    @Override
    public double[] products() {
        return products.clone();
    }

    @Override
    public double[] rounded() {
        return rounded.clone();
    }

    @Override
    public double[] originals() {
        return originals.clone();
    }

    /// Sum of (q - x)² of one row.
    public double error(int variant, int row) {
        return errors[variant * rows + row];
    }

    /// Mean of (q - x)² over all rows; 0 for no values.
    public double meanSquare(int variant) {
        return length == 0 ? 0 : sum(errors, variant) / ((double) rows * length);
    }

    /// Signal to quantisation noise, `10 log10(sum x² / sum (q - x)²)`, dB; infinite if nothing is lost.
    public double sqnr(int variant) {
        double noise = sum(errors, variant);
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(sum(originals, 0) / noise);
    }

    /// Cosine of the angle between x and q, 1 if nothing is lost; 0 if all of q is zero and x is not.
    public double cosine(int variant) {
        double sizes = Math.sqrt(sum(originals, 0)) * Math.sqrt(sum(rounded, variant));
        return sum(errors, variant) == 0 ? 1 : sizes == 0 ? 0 : Math.min(1, sum(products, variant) / sizes);
    }

    private double sum(double[] sums, int variant) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += sums[variant * rows + row];
        }
        return sum;
    }
}
