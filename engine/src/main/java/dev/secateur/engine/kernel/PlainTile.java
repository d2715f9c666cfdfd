package dev.secateur.engine.kernel;

/// Compares rows in loops that the compiler makes vector instructions of.
final class PlainTile extends PairTile {

    PlainTile(Rows rows) {
        super(rows);
    }

    @Override
    void addDifferences(Part part, float[] turned, double[] sums) {
        for (int i = 0; i < part.height(); i++) {
            addDifferences(part.rows().values(), part.start(i), turned, part.depth(), sums, i * SIDE);
        }
    }

    private static void addDifferences(float[] values, int row, float[] turned, int depth, double[] sums, int to) {
        for (int k = 0; k < depth; k++) {
            float x = values[row + k];
            int at = k * SIDE;
            for (int j = 0; j < SIDE; j++) {
                double difference = x - turned[at + j];
                sums[to + j] += difference * difference;
            }
        }
    }

    @Override
    void addProducts(Part part, float[] turned, double[] sums) {
        for (int i = 0; i < part.height(); i++) {
            addProducts(part.rows().values(), part.start(i), turned, part.depth(), sums, i * SIDE);
        }
    }

    private static void addProducts(float[] values, int row, float[] turned, int depth, double[] sums, int to) {
        for (int k = 0; k < depth; k++) {
            double x = values[row + k];
            int at = k * SIDE;
            for (int j = 0; j < SIDE; j++) {
                sums[to + j] += x * turned[at + j];
            }
        }
    }
}
