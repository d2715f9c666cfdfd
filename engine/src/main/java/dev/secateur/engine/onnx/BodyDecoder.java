package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.List;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// Reads the sub-graphs of a node, so that one can look into them.
final class BodyDecoder {

    private BodyDecoder() {}

    /// The sub-graphs; none if one of them cannot be read: the model is usable all the same, since a runtime may take what is
    /// not understood here, and it is written from its bytes.
    ///
    /// @param captures names that the node takes from outside, in the order of its captures
    static List<Body> of(NodeProto node, ModelParts parts, GraphDecoder decoder, List<String> captures) {
        List<Body> bodies = new ArrayList<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (!attribute.hasG()) {
                continue;
            }
            try {
                bodies.add(body(attribute, parts, decoder, captures));
            } catch (ProblemException | InvalidProtocolBufferException e) {
                return List.of();
            }
        }
        return bodies;
    }

    private static Body body(AttributeProto attribute, ModelParts parts, GraphDecoder decoder, List<String> captures)
            throws ProblemException, InvalidProtocolBufferException {
        GraphProto proto = attribute.getG();
        List<String> free = List.copyOf(SubGraphs.of(NodeProto.newBuilder().addAttribute(attribute).build()).free());
        Graph graph = decoder.decodeInner(parts.inner(proto.toByteString()), free);
        return new Body(attribute.getName(), graph, graph.inputs().size() - free.size(),
                free.stream().map(captures::indexOf).toList());
    }
}
