package dev.secateur.gpu.launch;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.kernel.Grids;
import dev.secateur.engine.kernel.KnockoffLaw;
import dev.secateur.engine.kernel.RoundingErrors;

/// Launches over rows: what is longer than the device takes is cut into bands of rows, and rows that are longer into segments.
final class RowLaunches {

    /// Neighbouring work-items read so many neighbouring values.
    private static final int LANES = 16;
    private static final int VALUES_OF_AN_ITEM = 1024;

    private final Plans plans;
    private final int largest;

    /// @param largest values that are sent at once
    RowLaunches(Plans plans, int largest) {
        this.plans = plans;
        this.largest = largest;
    }

    /// How the values of rows are dealt out to work-items.
    ///
    /// @param parts of a row
    /// @param size values in a part
    /// @param lanes work-items that share a part
    private record Deal(int parts, int size, int lanes) {

        static Deal of(int length) {
            int lanes = Math.min(LANES, Math.max(1, Integer.highestOneBit(Math.max(1, length))));
            int size = lanes * VALUES_OF_AN_ITEM;
            return new Deal(Math.max(1, Math.ceilDiv(length, size)), size, lanes);
        }

        int items() {
            return parts * lanes;
        }
    }

    /// A part of a matrix that is sent at once.
    ///
    /// @param row first row
    /// @param rows number of rows
    /// @param column first column
    /// @param columns number of columns
    private record Piece(int row, int rows, int column, int columns) {

        void copy(float[] matrix, int length, float[] to) {
            if (columns == length) {
                System.arraycopy(matrix, row * length, to, 0, rows * length);
            } else {
                System.arraycopy(matrix, row * length + column, to, 0, columns);
            }
        }
    }

    @FunctionalInterface
    private interface PieceWork {
        void run(Piece piece);
    }

    private void forPieces(int rows, int length, int mostRows, PieceWork work) {
        int columns = Math.min(length, largest);
        int band = columns < length ? 1 : Math.clamp(largest / Math.max(1, length), 1, Math.max(1, mostRows));
        for (int row = 0; row < rows; row += band) {
            for (int column = 0; column == 0 || column < length; column += Math.max(1, columns)) {
                work.run(new Piece(row, Math.min(band, rows - row), column, Math.min(columns, length - column)));
            }
        }
    }

    /// Whether all values can stay on the device from one call to the next.
    private boolean fits(float[] values, Grids grids) {
        int length = values.length / grids.rows();
        return values.length <= largest
                && (long) Deal.of(length).items() * Math.max(1, grids.count()) * 4 * grids.rows() <= largest;
    }

    /// @param sweep stands for the values if they come again, otherwise null
    RoundingErrors roundingErrors(float[] values, Grids grids, @Nullable Object sweep) {
        int rows = grids.rows();
        int length = values.length / rows;
        int count = grids.count();
        double[] errors = new double[count * rows];
        double[] products = new double[count * rows];
        double[] rounded = new double[count * rows];
        double[] originals = new double[rows];
        float[] flat = flat(grids);
        // Without a grid there are still the squares of the values.
        int variants = Math.max(1, count);
        forPieces(rows, length, largest / 4 / variants / Deal.of(length).items(), piece -> {
            Deal deal = Deal.of(piece.columns());
            int items = variants * piece.rows() * deal.items();
            Plans.Ready plan = plans.of(DeviceKernel.ROUNDING, piece.rows() * piece.columns(),
                    3 * variants * piece.rows(), 6, 4 * items);
            plan.keep(fits(values, grids) ? sweep : null, () -> piece.copy(values, length, plan.floats(0)));
            for (int v = 0; v < count; v++) {
                System.arraycopy(flat, 3 * (v * rows + piece.row()), plan.floats(1), 3 * v * piece.rows(),
                        3 * piece.rows());
            }
            set(plan.ints(2), items, piece.rows(), piece.columns(), deal.parts(), deal.size(), deal.lanes());
            plan.run();
            double[] sums = plan.doubles(3);
            for (int item = 0; item < items; item++) {
                int row = piece.row() + item / deal.items() % piece.rows();
                int variant = item / deal.items() / piece.rows();
                if (variant < count) {
                    errors[variant * rows + row] += sums[4 * item];
                    products[variant * rows + row] += sums[4 * item + 1];
                    rounded[variant * rows + row] += sums[4 * item + 2];
                }
                if (variant == 0) {
                    originals[row] += sums[4 * item + 3];
                }
            }
        });
        return new RoundingErrors(rows, length, errors, products, rounded, originals);
    }

    /// Step, lowest and highest code of each grid, one after the other.
    private static float[] flat(Grids grids) {
        float[] steps = grids.steps();
        float[] lows = grids.lows();
        float[] highs = grids.highs();
        float[] flat = new float[3 * steps.length];
        for (int i = 0; i < steps.length; i++) {
            flat[3 * i] = steps[i];
            flat[3 * i + 1] = lows[i];
            flat[3 * i + 2] = highs[i];
        }
        return flat;
    }

    private static void set(int[] sizes, int... values) {
        System.arraycopy(values, 0, sizes, 0, values.length);
    }

    /// @param squares true for sums of squares, false for sums of absolute values
    double[] norms(float[] values, int rows, boolean squares) {
        int length = values.length / rows;
        double[] norms = new double[rows];
        forPieces(rows, length, largest / 2 / Deal.of(length).items(), piece -> {
            Deal deal = Deal.of(piece.columns());
            int items = piece.rows() * deal.items();
            Plans.Ready plan = plans.of(DeviceKernel.NORMS, piece.rows() * piece.columns(), 6, 2 * items);
            piece.copy(values, length, plan.floats(0));
            set(plan.ints(1), items, piece.rows(), piece.columns(), deal.parts(), deal.size(), deal.lanes());
            plan.run();
            double[] sums = plan.doubles(2);
            for (int item = 0; item < items; item++) {
                norms[piece.row() + item / deal.items()] += sums[2 * item + (squares ? 1 : 0)];
            }
        });
        return norms;
    }

    float[] knockoffs(float[] centred, float[] drawn, KnockoffLaw law) {
        int k = law.size();
        if (2L * k * k > largest || 2L * k > largest) {
            throw DeviceFailure.ofLimit("the law has too many numbers");
        }
        float[] knockoffs = new float[centred.length];
        int band = largest / 2 / k;
        for (int row = 0; row < centred.length / k; row += band) {
            int n = Math.min(band, centred.length / k - row);
            Plans.Ready plan = plans.of(DeviceKernel.KNOCKOFFS, 2 * k * k, 2 * n * k, 3, n * k);
            plan.keep(law, () -> {
                turn(law.shift(), k, plan.floats(0), 0);
                turn(law.root(), k, plan.floats(0), k * k);
            });
            System.arraycopy(centred, row * k, plan.floats(1), 0, n * k);
            System.arraycopy(drawn, row * k, plan.floats(1), n * k, n * k);
            set(plan.ints(2), n * k, n, k);
            plan.run();
            System.arraycopy(plan.floats(3), 0, knockoffs, row * k, n * k);
        }
        return knockoffs;
    }

    private static void turn(float[] matrix, int k, float[] to, int from) {
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                to[from + j * k + i] = matrix[i * k + j];
            }
        }
    }

    float[] softmaxMeans(float[] logits, float[] candidates, float temperature) {
        int length = candidates.length;
        float[] means = new float[logits.length / length];
        int band = band(length);
        for (int row = 0; row < means.length; row += band) {
            int n = Math.min(band, means.length - row);
            Plans.Ready plan = plans.of(DeviceKernel.SOFTMAX, n * length, length + 1, 2, n);
            System.arraycopy(logits, row * length, plan.floats(0), 0, n * length);
            System.arraycopy(candidates, 0, plan.floats(1), 0, length);
            plan.floats(1)[length] = temperature;
            set(plan.ints(2), n, length);
            plan.run();
            System.arraycopy(plan.floats(3), 0, means, row, n);
        }
        return means;
    }

    int[] largest(float[] rows, int length) {
        int[] places = new int[rows.length / length];
        int band = band(length);
        for (int row = 0; row < places.length; row += band) {
            int n = Math.min(band, places.length - row);
            Plans.Ready plan = plans.of(DeviceKernel.LARGEST, n * length, 2, n);
            System.arraycopy(rows, row * length, plan.floats(0), 0, n * length);
            set(plan.ints(1), n, length);
            plan.run();
            System.arraycopy(plan.ints(2), 0, places, row, n);
        }
        return places;
    }

    private int band(int length) {
        if (length > largest) {
            throw DeviceFailure.ofLimit("a row has too many numbers");
        }
        return Math.max(1, largest / length);
    }
}
