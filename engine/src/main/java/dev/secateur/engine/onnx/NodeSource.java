package dev.secateur.engine.onnx;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;

/// The bytes of a node in its file.
///
/// @param encoded the node, or the sparse initializer that the graph shows as a node without inputs
/// @param sparse true for a sparse initializer
/// @param opset version of the operator set that the node's operator belongs to
/// @param external true if a tensor within it lies in another file
record NodeSource(ByteString encoded, boolean sparse, long opset, boolean external) {

    /// The node; it was read before, so it can be read.
    NodeProto node() {
        try {
            return NodeProto.parser().parseFrom(Field.open(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a node that was read cannot be read again", e);
        }
    }

    /// The sparse initializer; it was read before, so it can be read.
    SparseTensorProto sparseTensor() {
        try {
            return SparseTensorProto.parser().parseFrom(Field.open(encoded));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a sparse initializer that was read cannot be read again", e);
        }
    }
}
