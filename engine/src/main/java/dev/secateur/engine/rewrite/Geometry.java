package dev.secateur.engine.rewrite;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Window;

/// How a two-dimensional convolution without dilation lies on its input.
public record Geometry(Axis rows, Axis columns) {

    /// A square kernel with equal padding on all sides.
    public static Geometry square(int kernel, int stride, int pad) {
        Axis axis = new Axis(kernel, stride, pad, pad);
        return new Geometry(axis, axis);
    }

    /// This convolution and then another, as one: see {@link Axis#then}.
    public Geometry then(Geometry next) {
        return new Geometry(rows.then(next.rows), columns.then(next.columns));
    }

    /// The same without padding.
    public Geometry withoutPadding() {
        return new Geometry(rows.withoutPadding(), columns.withoutPadding());
    }

    /// The same with the padding of a following convolution added, scaled by our stride.
    public Geometry takingPaddingOf(Geometry next) {
        Geometry both = then(next);
        return new Geometry(
                new Axis(rows.kernel(), rows.stride(), both.rows.begin(), both.rows.end()),
                new Axis(columns.kernel(), columns.stride(), both.columns.begin(), both.columns.end()));
    }

    /// The same with other strides.
    public Geometry withStrides(int ofRows, int ofColumns) {
        return new Geometry(rows.withStride(ofRows), columns.withStride(ofColumns));
    }

    /// True if there is no padding on any side.
    public boolean isUnpadded() {
        return equals(withoutPadding());
    }

    /// True if the kernel is 1×1, whatever stride and padding.
    public boolean isOneByOne() {
        return rows.kernel() == 1 && columns.kernel() == 1;
    }

    /// True if the kernel is 1×1 without padding.
    public boolean isPointwise() {
        return rows.isPointwise() && columns.isPointwise();
    }

    /// True if it steps over inputs.
    public boolean isStrided() {
        return rows.stride() > 1 || columns.stride() > 1;
    }

    /// True if the output is as large as the input.
    public boolean keepsExtent() {
        return rows.keepsExtent() && columns.keepsExtent();
    }

    /// True if there is a middle tap in a kernel larger than 1×1 that can stand alone: see {@link Axis#hasCentreTap}.
    public boolean hasCentreTap() {
        return !isOneByOne() && rows.hasCentreTap() && columns.hasCentreTap();
    }

    /// The middle tap alone.
    public Geometry centreTap() {
        return new Geometry(rows.centreTap(), columns.centreTap());
    }

    /// The smallest kernel that holds this one and a parallel one, each where it lies; null if strides differ.
    public @Nullable Geometry covering(Geometry parallel) {
        Axis high = rows.covering(parallel.rows);
        Axis wide = columns.covering(parallel.columns);
        return high == null || wide == null ? null : new Geometry(high, wide);
    }

    /// As an operator's window.
    public Window window() {
        return new Window(List.of(rows.kernel(), columns.kernel()), List.of(rows.stride(), columns.stride()),
                List.of(rows.begin(), columns.begin(), rows.end(), columns.end()), List.of(1, 1),
                Window.AutoPad.NOTSET);
    }

    /// For people: `3×3`, with stride `3×3/2`.
    public String display() {
        String size = rows.kernel() + "×" + columns.kernel();
        if (!isStrided()) {
            return size;
        }
        return size + "/" + (rows.stride() == columns.stride()
                ? Integer.toString(rows.stride())
                : rows.stride() + "×" + columns.stride());
    }
}
