package dev.secateur.engine.onnx;

import java.util.Arrays;
import java.util.List;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// Encoded models made by hand.
final class Models {

    private Models() {}

    static ModelProto.Builder model(long opset, GraphProto.Builder graph) {
        return ModelProto.newBuilder().setIrVersion(8).setProducerName("test").setGraph(graph)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset));
    }

    /// A graph with the float input `x` of the given extents and the output `y`.
    static GraphProto.Builder graph(long... dims) {
        return GraphProto.newBuilder().setName("g").addInput(floats("x", dims)).addOutput(floats("y"));
    }

    /// A float value; a negative extent stands for an unknown one, and no extents for an unknown rank.
    static ValueInfoProto floats(String name, long... dims) {
        TypeProto.Tensor.Builder type = TypeProto.Tensor.newBuilder().setElemType(1);
        if (dims.length > 0) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            for (long dim : dims) {
                TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
                shape.addDim(dim < 0 ? one : one.setDimValue(dim));
            }
            type.setShape(shape);
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(type)).build();
    }

    /// A node; inputs and outputs as texts with commas, such as `x,,w`.
    static NodeProto.Builder node(String type, String inputs, String outputs) {
        return NodeProto.newBuilder().setOpType(type).setName("node_" + outputs).addAllInput(split(inputs))
                .addAllOutput(split(outputs));
    }

    private static List<String> split(String names) {
        return names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1));
    }

    static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
    }

    static AttributeProto integers(String name, Long... values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS).addAllInts(Arrays.asList(values))
                .build();
    }

    static AttributeProto real(String name, float value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOAT).setF(value).build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value)).build();
    }

    static AttributeProto graph(String name, GraphProto.Builder value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.GRAPH).setG(value).build();
    }

    /// A float initializer that counts up from 0.
    static TensorProto.Builder weight(String name, long... dims) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(1);
        long count = 1;
        for (long dim : dims) {
            tensor.addDims(dim);
            count *= dim;
        }
        for (int i = 0; i < count; i++) {
            tensor.addFloatData(i);
        }
        return tensor;
    }

    static TensorProto.Builder longs(String name, Long... values) {
        return TensorProto.newBuilder().setName(name).setDataType(7).addDims(values.length)
                .addAllInt64Data(Arrays.asList(values));
    }

    static Graph read(ModelProto.Builder model) throws ProblemException {
        return OnnxReader.decode(model.build().toByteArray(), null);
    }
}
