package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.TensorType;

/// The networks inside nodes of a graph: the bodies of `If`, `Loop` and `Scan`, and of functions that the model defines.
/// For looking at; nothing that is changed in them finds its way back.
///
/// In an inner graph, initializers that it takes from outside are its own, and other values from outside are its inputs.
public final class InnerGraphs {

    private final Graph graph;
    private final @Nullable Source source;
    private final Map<String, FunctionProto> functions;

    private InnerGraphs(Graph graph, @Nullable Source source, Map<String, FunctionProto> functions) {
        this.graph = graph;
        this.source = source;
        this.functions = functions;
    }

    /// One network inside a node.
    ///
    /// @param name of the attribute that holds it (`then_branch`), or of the function
    public record Inner(String name, Graph graph) {}

    /// The inner graphs of a graph that was read from a file; one that was made here has none.
    public static InnerGraphs of(Graph graph) {
        Source source = Source.of(graph.header());
        Map<String, FunctionProto> functions = new HashMap<>();
        if (source != null) {
            for (Field field : source.layout().model()) {
                if (field.isMessage(ModelProto.FUNCTIONS_FIELD_NUMBER)) {
                    FunctionProto function = function(field);
                    functions.put(key(function.getDomain(), function.getName()), function);
                }
            }
        }
        return new InnerGraphs(graph, source, functions);
    }

    private static FunctionProto function(Field field) {
        try {
            return FunctionProto.parser().parseFrom(Field.open(field.body()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a function that was read cannot be read again", e);
        }
    }

    private static String key(String domain, String name) {
        return (OpCodec.isOwn(domain) ? "" : domain) + ":" + name;
    }

    /// How many networks a node holds; quick for nodes without any.
    public int count(Node node) {
        if (!(node.op() instanceof Opaque opaque) || source == null || node.origin() == null
                || !(node.origin().encoded() instanceof NodeSource encoded) || encoded.sparse()) {
            return 0;
        }
        if (functions.containsKey(key(opaque.domain(), opaque.type()))) {
            return 1;
        }
        boolean mayHold = opaque.attributes().values().stream()
                .anyMatch(a -> a instanceof Attribute.Other(String kind)
                        && kind.contains("graph"));
        return mayHold ? bodies(encoded.node()).size() : 0;
    }

    private record Body(String name, GraphProto graph) {}

    private static List<Body> bodies(NodeProto node) {
        List<Body> bodies = new ArrayList<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                bodies.add(new Body(attribute.getName(), attribute.getG()));
            }
            for (int i = 0; i < attribute.getGraphsCount(); i++) {
                bodies.add(new Body(attribute.getName() + " " + (i + 1), attribute.getGraphs(i)));
            }
        }
        return bodies;
    }

    /// Reads the networks in a node.
    ///
    /// @param types what is known of the values of the graph around
    /// @throws ProblemException if one of them is not valid
    public List<Inner> read(Node node, Function<Value, TensorType> types) throws ProblemException {
        if (count(node) == 0 || source == null || node.origin() == null) {
            return List.of();
        }
        NodeProto proto = ((NodeSource) node.origin().encoded()).node();
        FunctionProto function = functions.get(key(proto.getDomain(), proto.getOpType()));
        List<Inner> inner = new ArrayList<>();
        if (function != null) {
            inner.add(new Inner(function.getName(), decode(body(function, proto, node, types),
                    function.getOpsetImportList())));
        } else {
            for (Body body : bodies(proto)) {
                inner.add(new Inner(body.name(), decode(closed(body.graph(), node, types), List.of())));
            }
        }
        return inner;
    }

    private Graph decode(GraphProto body, List<OperatorSetIdProto> imports) throws ProblemException {
        Header header = graph.header();
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(Math.max(header.irVersion(), Header.FREE_INITIALIZERS)).setGraph(body)
                .addAllFunctions(functions.values()).addAllOpsetImport(imports);
        header.opsets().forEach((domain, version) -> {
            if (imports.stream().noneMatch(i -> key(i.getDomain(), "").equals(key(domain, "")))) {
                model.addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version));
            }
        });
        Source known = Objects.requireNonNull(source);
        return new GraphDecoder(known.data(), known.file()).decode(model.build().toByteString());
    }

    /// A sub-graph with what it takes from outside.
    private GraphProto closed(GraphProto body, Node node, Function<Value, TensorType> types) {
        NodeProto alone = NodeProto.newBuilder().addAttribute(AttributeProto.newBuilder().setG(body)).build();
        Map<String, Value> outside = new HashMap<>();
        node.captures().forEach(value -> outside.put(graph.name(value), value));
        GraphProto.Builder closed = body.toBuilder();
        for (String name : SubGraphs.of(alone).free()) {
            Value value = outside.get(name);
            Source.Initializer initializer = value == null || source == null
                    ? null
                    : source.known().initializers().get(value);
            if (initializer != null) {
                closed.addInitializer(initializer.proto());
            } else {
                TensorType type = value == null ? TensorType.UNKNOWN : types.apply(value);
                closed.addInput(TypeCodec.encode(ValueInfoProto.getDefaultInstance(), name, type));
            }
        }
        return closed.build();
    }

    /// A function as a graph, with the attributes that the node gives it.
    private static GraphProto body(FunctionProto function, NodeProto call, Node node,
            Function<Value, TensorType> types) {
        Map<String, AttributeProto> given = new HashMap<>();
        function.getAttributeProtoList().forEach(a -> given.put(a.getName(), a));
        call.getAttributeList().forEach(a -> given.put(a.getName(), a));
        GraphProto.Builder body = GraphProto.newBuilder().setName(function.getName());
        for (int i = 0; i < function.getInputCount(); i++) {
            Value value = node.input(i);
            TensorType type = value.isPresent() ? types.apply(value) : TensorType.UNKNOWN;
            body.addInput(TypeCodec.encode(ValueInfoProto.getDefaultInstance(), function.getInput(i), type));
        }
        function.getOutputList().forEach(name -> body.addOutput(ValueInfoProto.newBuilder().setName(name)));
        function.getNodeList().forEach(n -> body.addNode(withAttributes(n, given)));
        return body.build();
    }

    private static NodeProto withAttributes(NodeProto node, Map<String, AttributeProto> given) {
        NodeProto.Builder filled = node.toBuilder().clearAttribute();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getRefAttrName().isEmpty()) {
                filled.addAttribute(attribute);
            } else if (given.containsKey(attribute.getRefAttrName())) {
                AttributeProto value = given.get(attribute.getRefAttrName());
                filled.addAttribute(value.toBuilder().setName(attribute.getName()));
            }
        }
        return filled.build();
    }
}
