package dev.secateur.engine.op;

/// What a node computes. Sealed, so that every table of knowledge about operators can be checked for completeness.
///
/// Where the specification moved a parameter from an attribute to an input, the record has a nullable component
/// for the attribute; null means that the input tells, or that nothing does.
public sealed interface Op
        permits
        ArgReduce, AveragePool, BatchNormalization, Binary, BitShift, Cast, CastLike, Clip, Compress, Concat,
        Constant, ConstantOfShape, Conv, ConvTranspose, CumSum, DepthToSpace, DequantizeLinear, Dropout,
        DynamicQuantizeLinear, Einsum, Elu, Expand, Flatten, Gather, GatherElements, GatherNd, Gelu, Gemm,
        GlobalPool, GridSample, GroupNormalization, Hardmax, HardSigmoid, Identity, InstanceNormalization,
        IntegerConv, IntegerMatMul, IsInfinite, LayerNormalization, LeakyRelu, LocalResponse, LogSoftmax,
        LpNormalization, MatMul, MaxPool, MeanVarianceNormalization, Modulo, NonMaxSuppression, NonZero,
        OneHot, Opaque, Pad, Parametric, QuantizeLinear, Range, Recurrent, Reduce, Reshape, Resize,
        RmsNormalization, RoiAlign, ScatterElements, ScatterNd, ShapeOf, SizeOf, Slice, Softmax, SpaceToDepth,
        Split, Squeeze, Tile, TopK, Transpose, Trilu, Unary, Unsqueeze, Variadic, Where {

    /// The operator's name in ONNX, such as `Conv`.
    String type();

    /// The family by which it is drawn and grouped.
    OpFamily family();
}
