package dev.secateur.engine.onnx;

import java.util.List;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;

import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;

/// Declared types of values.
final class TypeCodec {

    private TypeCodec() {}

    /// What the file declares; unknown for what is no tensor, and an extent below 0 (some exporters mean "any") is unknown too.
    static TensorType decode(TypeProto type) {
        if (!type.hasTensorType()) {
            return TensorType.UNKNOWN;
        }
        TypeProto.Tensor tensor = type.getTensorType();
        return new TensorType(DType.ofCode(tensor.getElemType()).orElse(null),
                tensor.hasShape() ? shape(tensor.getShape()) : null);
    }

    private static Shape shape(TensorShapeProto shape) {
        return new Shape(shape.getDimList().stream().map(TypeCodec::dim).toList());
    }

    private static Dim dim(TensorShapeProto.Dimension dim) {
        if (dim.hasDimValue()) {
            return dim.getDimValue() < 0 ? Dim.UNKNOWN : Dim.of(dim.getDimValue());
        }
        return dim.getDimParam().isEmpty() ? Dim.UNKNOWN : Dim.of(dim.getDimParam());
    }

    /// A declaration with another name and type; documentation and denotations of `info` stay.
    static ValueInfoProto encode(ValueInfoProto info, String name, TensorType type) {
        ValueInfoProto.Builder changed = info.toBuilder().setName(name);
        if (type.dtype() == null) {
            return changed.clearType().build();
        }
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.dtype().code());
        if (type.shape() != null) {
            tensor.setShape(encode(type.shape(), info.getType().getTensorType().getShape().getDimList()));
        }
        changed.setType(info.getType().toBuilder().setTensorType(tensor));
        return changed.build();
    }

    private static TensorShapeProto encode(Shape shape, List<TensorShapeProto.Dimension> before) {
        TensorShapeProto.Builder encoded = TensorShapeProto.newBuilder();
        for (int i = 0; i < shape.rank(); i++) {
            TensorShapeProto.Dimension.Builder dim = shape.rank() == before.size()
                    ? before.get(i).toBuilder().clearDimValue().clearDimParam()
                    : TensorShapeProto.Dimension.newBuilder();
            switch (shape.dim(i)) {
                case Dim.Known(long size) -> dim.setDimValue(size);
                case Dim.Symbol(String symbol) -> dim.setDimParam(symbol);
                case Dim.Unknown() -> {
                    // An empty dimension says that nothing is known.
                }
            }
            encoded.addDim(dim);
        }
        return encoded.build();
    }
}
