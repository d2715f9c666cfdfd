package dev.secateur.engine.onnx;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.problem.ProblemException;

/// Attributes as the file says them.
final class AttributeCodec {

    /// A longer list stays in the file's encoding: as objects it would take more memory than it is worth.
    private static final int LONGEST = 1_000_000;

    private AttributeCodec() {}

    /// All attributes of a node by name, in order.
    ///
    /// @param node the node's name, for the problem's sentence
    static Map<String, Attribute> decode(NodeProto proto, String node, TensorCodec tensors) throws ProblemException {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        for (AttributeProto attribute : proto.getAttributeList()) {
            if (attributes.put(attribute.getName(), decode(attribute, node, tensors)) != null) {
                throw Refusal.reading(node, "its attribute " + Refusal.shown(attribute.getName()) + " stands twice");
            }
        }
        return attributes;
    }

    private static Attribute decode(AttributeProto attribute, String node, TensorCodec tensors)
            throws ProblemException {
        if (attribute.hasRefAttrName()) {
            return new Attribute.Other("reference to attribute " + attribute.getRefAttrName());
        }
        int length = Math.max(attribute.getIntsCount(),
                Math.max(attribute.getFloatsCount(), attribute.getStringsCount()));
        if (length > LONGEST) {
            return new Attribute.Other("list of " + length);
        }
        return switch (Attributes.typeOf(attribute)) {
            case FLOAT -> new Attribute.FloatValue(attribute.getF());
            case INT -> new Attribute.IntValue(attribute.getI());
            case STRING -> text(attribute.getS());
            case TENSOR -> new Attribute.TensorValue(tensors.decode(attribute.getT(), node));
            case FLOATS -> new Attribute.FloatList(attribute.getFloatsList());
            case INTS -> new Attribute.IntList(attribute.getIntsList());
            case STRINGS -> texts(attribute.getStringsList());
            case GRAPH -> new Attribute.Other("graph with " + attribute.getG().getNodeCount() + " nodes");
            case GRAPHS -> new Attribute.Other(attribute.getGraphsCount() + " graphs");
            case SPARSE_TENSOR -> new Attribute.Other("sparse tensor");
            default -> new Attribute.Other(attribute.getType().name().toLowerCase(java.util.Locale.ROOT));
        };
    }

    private static Attribute text(ByteString bytes) {
        return bytes.isValidUtf8()
                ? new Attribute.TextValue(bytes.toStringUtf8())
                : new Attribute.Other(bytes.size() + " bytes");
    }

    private static Attribute texts(List<ByteString> texts) {
        return texts.stream().allMatch(ByteString::isValidUtf8)
                ? new Attribute.TextList(texts.stream().map(ByteString::toStringUtf8).toList())
                : new Attribute.Other(texts.size() + " byte strings");
    }

    /// The encoded form of an attribute; null for what only the file's encoding holds.
    ///
    /// @param node the name of the node, for the problem's sentence
    static @Nullable AttributeProto encode(String name, Attribute attribute, String node) throws ProblemException {
        AttributeProto.Builder encoded = AttributeProto.newBuilder().setName(name);
        return switch (attribute) {
            case Attribute.IntValue(long value) -> encoded.setType(AttributeType.INT).setI(value).build();
            case Attribute.FloatValue(float value) -> encoded.setType(AttributeType.FLOAT).setF(value).build();
            case Attribute.TextValue(String value) ->
                encoded.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(value)).build();
            case Attribute.TensorValue(var value) ->
                encoded.setType(AttributeType.TENSOR).setT(TensorCodec.encode(value, node)).build();
            case Attribute.IntList(List<Long> values) ->
                encoded.setType(AttributeType.INTS).addAllInts(values).build();
            case Attribute.FloatList(List<Float> values) ->
                encoded.setType(AttributeType.FLOATS).addAllFloats(values).build();
            case Attribute.TextList(List<String> values) -> encoded.setType(AttributeType.STRINGS)
                    .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList()).build();
            case Attribute.Other other -> null;
        };
    }
}
