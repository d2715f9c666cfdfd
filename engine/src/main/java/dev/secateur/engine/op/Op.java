package dev.secateur.engine.op;

/// What a node computes. Sealed, so that every table of knowledge about operators can be checked for completeness.
///
/// Where the specification moved a parameter from an attribute to an input, the record has a nullable component
/// for the attribute; null means that the input tells, or that nothing does.
public sealed interface Op permits AveragePool, BatchNormalization, Binary, Cast, Clip, Concat, Constant,
        ConstantOfShape, Conv, ConvTranspose, Dropout, Elu, Expand, Flatten, Gather, Gemm, GlobalPool, HardSigmoid,
        Identity, LeakyRelu, MatMul, MaxPool, Opaque, Pad, Reduce, Reshape, Resize, ShapeOf, SizeOf, Slice, Softmax,
        Split, Squeeze, Transpose, Unary, Unsqueeze {

    /// The operator's name in ONNX, such as `Conv`.
    String type();

    /// The family by which it is drawn and grouped.
    OpFamily family();
}
