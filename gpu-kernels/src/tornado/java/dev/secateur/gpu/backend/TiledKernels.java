package dev.secateur.gpu.backend;

import uk.ac.manchester.tornado.api.KernelContext;

/// Every row with every other one, tile by tile through memory that a group of work-items shares: each number is fetched once for 32
/// results. The sums are those of {@link dev.secateur.gpu.kernel.PairKernels}, added in the same order, to the last bit.
///
/// A group of 8 by 8 work-items makes a tile of 32 by 32 results; item (x, y) alone writes rows 4 y to 4 y + 3 in columns x, x + 8, x + 16
/// and x + 24 of it. All items of a group meet at the barriers, those beyond the last row too.
final class TiledKernels {

    /// Results across and down a tile.
    static final int TILE = 32;
    /// Work-items across and down a group.
    static final int GROUP = 8;

    private TiledKernels() {}

    /// Products.
    ///
    /// @param turned `[length, count]`
    /// @param sizes items, count, length, first row of the band
    /// @param products `[band, count]`
    static void products(KernelContext context, float[] turned, int[] sizes, double[] products) {
        int count = sizes[1];
        int row = sizes[3] + context.groupIdy * 32;
        int column = context.groupIdx * 32;
        int x = context.localIdx;
        int y = context.localIdy;
        float[] left = context.allocateFloatLocalArray(512);
        float[] right = context.allocateFloatLocalArray(512);
        double[] sums = new double[16];
        for (int j = 0; j < 16; j++) {
            sums[j] = 0;
        }
        for (int from = 0; from < sizes[2]; from += 16) {
            for (int j = y * 8 + x; j < 512; j += 64) {
                int i = from + j / 32;
                int a = row + j % 32;
                int b = column + j % 32;
                left[j] = i < sizes[2] && a < count ? turned[i * count + a] : 0;
                right[j] = i < sizes[2] && b < count ? turned[i * count + b] : 0;
            }
            context.localBarrier();
            for (int k = 0; k < 512; k += 32) {
                for (int a = 0; a < 4; a++) {
                    double wide = left[k + y * 4 + a];
                    for (int b = 0; b < 4; b++) {
                        sums[a * 4 + b] += wide * right[k + x + b * 8];
                    }
                }
            }
            context.localBarrier();
        }
        for (int j = 0; j < 16; j++) {
            int at = (context.groupIdy * 32 + y * 4 + j / 4) * count;
            int b = column + x + j % 4 * 8;
            if (at < sizes[0] && b < count) {
                products[at + b] = sums[j];
            }
        }
    }

    /// Squares of Euclidean distances.
    ///
    /// @param turned `[length, count]`
    /// @param sizes items, count, length, first row of the band
    /// @param squares `[band, count]`
    static void differences(KernelContext context, float[] turned, int[] sizes, double[] squares) {
        int count = sizes[1];
        int row = sizes[3] + context.groupIdy * 32;
        int column = context.groupIdx * 32;
        int x = context.localIdx;
        int y = context.localIdy;
        float[] left = context.allocateFloatLocalArray(512);
        float[] right = context.allocateFloatLocalArray(512);
        double[] sums = new double[16];
        for (int j = 0; j < 16; j++) {
            sums[j] = 0;
        }
        for (int from = 0; from < sizes[2]; from += 16) {
            for (int j = y * 8 + x; j < 512; j += 64) {
                int i = from + j / 32;
                int a = row + j % 32;
                int b = column + j % 32;
                left[j] = i < sizes[2] && a < count ? turned[i * count + a] : 0;
                right[j] = i < sizes[2] && b < count ? turned[i * count + b] : 0;
            }
            context.localBarrier();
            for (int k = 0; k < 512; k += 32) {
                for (int a = 0; a < 4; a++) {
                    for (int b = 0; b < 4; b++) {
                        float difference = left[k + y * 4 + a] - right[k + x + b * 8];
                        double wide = difference;
                        sums[a * 4 + b] += wide * wide;
                    }
                }
            }
            context.localBarrier();
        }
        for (int j = 0; j < 16; j++) {
            int at = (context.groupIdy * 32 + y * 4 + j / 4) * count;
            int b = column + x + j % 4 * 8;
            if (at < sizes[0] && b < count) {
                squares[at + b] = sums[j];
            }
        }
    }
}
