package dev.secateur.views.canvas.model;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// Rectangles in horizontal bands, so that a query looks only at those near it. Visits in index order.
final class Extents {
    private static final double BAND = 256;

    private final double[] left;
    private final double[] top;
    private final double[] right;
    private final double[] bottom;
    private final double origin;
    private final int[][] bands;

    Extents(List<Rect> rects) {
        int count = rects.size();
        left = new double[count];
        top = new double[count];
        right = new double[count];
        bottom = new double[count];
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            Rect rect = rects.get(i);
            left[i] = rect.x();
            top[i] = rect.y();
            right[i] = rect.right();
            bottom[i] = rect.bottom();
            min = Math.min(min, top[i]);
            max = Math.max(max, bottom[i]);
        }
        origin = count == 0 ? 0 : min;
        bands = fill(count == 0 ? 0 : (int) ((max - min) / BAND) + 1);
    }

    /// Visits every rectangle that meets the area (borders included, so that lines without width count).
    void forEachIn(Rect area, IntConsumer visitor) {
        int first = Math.max(0, band(area.y()));
        int last = Math.min(bands.length - 1, band(area.bottom()));
        if (first > last) {
            return;
        }
        int[] hits = new int[16];
        int count = 0;
        for (int b = first; b <= last; b++) {
            for (int i : bands[b]) {
                if (Math.max(first, band(top[i])) == b && meets(i, area)) {
                    if (count == hits.length) {
                        hits = Arrays.copyOf(hits, 2 * count);
                    }
                    hits[count++] = i;
                }
            }
        }
        Arrays.sort(hits, 0, count);
        for (int k = 0; k < count; k++) {
            visitor.accept(hits[k]);
        }
    }

    private boolean meets(int i, Rect area) {
        return left[i] <= area.right() && right[i] >= area.x() && top[i] <= area.bottom() && bottom[i] >= area.y();
    }

    private int band(double y) {
        return (int) Math.floor((y - origin) / BAND);
    }

    private int[][] fill(int bandCount) {
        int[] sizes = new int[bandCount];
        for (int i = 0; i < top.length; i++) {
            for (int b = band(top[i]); b <= band(bottom[i]); b++) {
                sizes[b]++;
            }
        }
        int[][] filled = new int[bandCount][];
        for (int b = 0; b < bandCount; b++) {
            filled[b] = new int[sizes[b]];
        }
        Arrays.fill(sizes, 0);
        for (int i = 0; i < top.length; i++) {
            for (int b = band(top[i]); b <= band(bottom[i]); b++) {
                filled[b][sizes[b]++] = i;
            }
        }
        return filled;
    }
}
