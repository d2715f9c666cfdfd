package dev.secateur.gpu.launch;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The kernels that run on a device, and the arrays that each takes: first what may stay there, then what is sent each time, then what
/// only the device uses, last the result.
public enum DeviceKernel {
    /// {@link dev.secateur.gpu.kernel.RoundingKernels#errors}.
    ROUNDING(Type.FLOAT, List.of(Type.FLOAT, Type.INT), List.of(), Type.DOUBLE),
    /// {@link dev.secateur.gpu.kernel.CountKernels#count}, then `fold`.
    COUNT(null, List.of(Type.FLOAT, Type.FLOAT, Type.INT), List.of(Type.INT, Type.INT), Type.INT),
    /// {@link dev.secateur.gpu.kernel.CountKernels#assign}.
    ASSIGN(Type.FLOAT, List.of(Type.DOUBLE, Type.INT), List.of(Type.INT), Type.DOUBLE),
    /// {@link dev.secateur.gpu.kernel.RowKernels#norms}.
    NORMS(null, List.of(Type.FLOAT, Type.INT), List.of(), Type.DOUBLE),
    /// {@link dev.secateur.gpu.kernel.RowKernels#knockoffs}.
    KNOCKOFFS(Type.FLOAT, List.of(Type.FLOAT, Type.INT), List.of(), Type.FLOAT),
    /// {@link dev.secateur.gpu.kernel.RowKernels#softmaxMeans}.
    SOFTMAX(null, List.of(Type.FLOAT, Type.FLOAT, Type.INT), List.of(), Type.FLOAT),
    /// {@link dev.secateur.gpu.kernel.RowKernels#largest}.
    LARGEST(null, List.of(Type.FLOAT, Type.INT), List.of(), Type.INT),
    /// {@link dev.secateur.gpu.kernel.PairKernels#differences}.
    DIFFERENCES(Type.FLOAT, List.of(Type.INT), List.of(), Type.DOUBLE),
    /// {@link dev.secateur.gpu.kernel.PairKernels#products}.
    PRODUCTS(Type.FLOAT, List.of(Type.INT), List.of(), Type.DOUBLE),
    /// The same as {@link #DIFFERENCES} through memory that work-items share: for matrices of at least a tile's rows.
    TILED_DIFFERENCES(Type.FLOAT, List.of(Type.INT), List.of(), Type.DOUBLE),
    /// The same as {@link #PRODUCTS} through memory that work-items share.
    TILED_PRODUCTS(Type.FLOAT, List.of(Type.INT), List.of(), Type.DOUBLE),
    /// {@link dev.secateur.gpu.kernel.CompositionKernels#compose}.
    COMPOSE(Type.DOUBLE, List.of(Type.INT), List.of(), Type.DOUBLE);

    private final @Nullable Type kept;
    private final List<Type> sent;
    private final List<Type> scratch;
    private final Type result;

    DeviceKernel(@Nullable Type kept, List<Type> sent, List<Type> scratch, Type result) {
        this.kept = kept;
        this.sent = sent;
        this.scratch = scratch;
        this.result = result;
    }

    /// Element types of arrays.
    enum Type {
        FLOAT(Float.BYTES), INT(Integer.BYTES), DOUBLE(Double.BYTES);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }

        long bytes(int length) {
            return (long) bytes * length;
        }

        Object array(int length) {
            return switch (this) {
                case FLOAT -> new float[length];
                case INT -> new int[length];
                case DOUBLE -> new double[length];
            };
        }
    }

    /// The arrays' types in the order of the kernel's arguments.
    List<Type> types() {
        java.util.ArrayList<Type> types = new java.util.ArrayList<>();
        if (kept != null) {
            types.add(kept);
        }
        types.addAll(sent);
        types.addAll(scratch);
        types.add(result);
        return types;
    }

    /// Whether it computes a matrix tile by tile; then its first sizes are the number of results, and of those in a row.
    public boolean isTiled() {
        return this == TILED_DIFFERENCES || this == TILED_PRODUCTS;
    }

    /// Whether the first array may stay on the device.
    public boolean keeps() {
        return kept != null;
    }

    /// Number of arrays that are sent each time.
    public int sent() {
        return sent.size();
    }
}
