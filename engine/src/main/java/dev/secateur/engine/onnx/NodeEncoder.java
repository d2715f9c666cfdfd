package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Attribute;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Writes nodes: from their original bytes where nothing changed, with patched names where only names did, and from the record else.
final class NodeEncoder {

    private final Graph graph;
    private final EmbeddedTensors.Change relocate;
    private final NewConstants constants;

    /// @param relocate what becomes of tensors in attributes whose numbers lie in another file
    NodeEncoder(Graph graph, EmbeddedTensors.Change relocate, NewConstants constants) {
        this.graph = graph;
        this.relocate = relocate;
        this.constants = constants;
    }

    /// The encoded node.
    ///
    /// @throws ProblemException naming the node, if the model's operator set cannot say what it does
    ByteString encode(Node node) throws ProblemException {
        NodeSource source = node.origin() != null && node.origin().encoded() instanceof NodeSource s ? s : null;
        NodeProto before = source == null || source.sparse() ? NodeProto.getDefaultInstance() : source.node();
        boolean sameOp = source != null && !source.sparse() && sameOp(node, source);
        List<String> inputs = names(node.inputs());
        List<String> outputs = names(node.outputs());
        String name = graph.names().ofNode(node.id());
        boolean sameNames = trimmed(before.getInputList()).equals(inputs)
                && trimmed(before.getOutputList()).equals(outputs) && before.getName().equals(name);
        Map<String, String> renamed = source == null ? Map.of() : renamedCaptures(node, before);
        if (source != null && sameOp && sameNames && renamed.isEmpty() && !source.external()) {
            return source.encoded();
        }
        NodeProto.Builder changed = renamed.isEmpty() ? before.toBuilder() : SubGraphs.rename(before, renamed);
        if (!sameNames) {
            changed.clearInput().addAllInput(inputs).clearOutput().addAllOutput(outputs);
            if (!before.getName().equals(name)) {
                changed.setName(name);
            }
        }
        if (!sameOp) {
            replaceOp(node, source, changed);
        }
        return EmbeddedTensors.change(changed.build(), relocate).toByteString();
    }

    private boolean sameOp(Node node, NodeSource source) {
        Op op = Objects.requireNonNull(node.origin()).op();
        String domain = op instanceof Opaque opaque && !OpCodec.isOwn(opaque.domain()) ? opaque.domain() : "";
        boolean custom = !domain.isEmpty() || source.opset() == graph.header().opsets().getOrDefault(domain, 0L);
        return op.equals(node.op()) && custom;
    }

    private static List<String> trimmed(List<String> names) {
        int count = names.size();
        while (count > 0 && names.get(count - 1).isEmpty()) {
            count--;
        }
        return names.subList(0, count);
    }

    private List<String> names(List<Value> values) {
        return trimmed(values.stream().map(graph::name).toList());
    }

    /// Outer names that the node's sub-graphs use and that are others now, old to new.
    private Map<String, String> renamedCaptures(Node node, NodeProto before) throws ProblemException {
        if (node.captures().isEmpty()) {
            return Map.of();
        }
        SubGraphs inner = SubGraphs.of(before);
        List<String> old = new ArrayList<>(inner.free());
        Map<String, String> renamed = new HashMap<>();
        for (int i = 0; i < Math.min(old.size(), node.captures().size()); i++) {
            String now = graph.name(node.captures().get(i));
            if (now.equals(old.get(i))) {
                continue;
            }
            if (inner.made().contains(now)) {
                throw Refusal.writing(graph.name(node), "its sub-graph makes a value named " + Refusal.shown(now)
                        + " and cannot use the outer value of that name", "");
            }
            renamed.put(old.get(i), now);
        }
        return renamed;
    }

    private void replaceOp(Node node, @Nullable NodeSource source, NodeProto.Builder changed) throws ProblemException {
        Op op = node.op();
        long opset = graph.header().opset();
        Encoding out = new Encoding(opset, from(op, source, opset), firstShape(node), names(node.inputs()).size(),
                names(node.outputs()).size());
        OpCodec.encode(op, out);
        if (out.refusal() != null) {
            throw Refusal.writing(graph.name(node), out.refusal(), "");
        }
        refuseUnknownForm(node, source, opset);
        Map<String, AttributeProto> before = new HashMap<>();
        changed.getAttributeList().forEach(a -> before.put(a.getName(), a));
        changed.setOpType(op.type()).clearAttribute();
        String domain = op instanceof Opaque opaque ? opaque.domain() : "";
        if (!OpCodec.isOwn(domain) || !OpCodec.isOwn(changed.getDomain())) {
            changed.setDomain(domain);
        }
        for (Map.Entry<String, Attribute> entry : out.attributes().entrySet()) {
            changed.addAttribute(attribute(node, entry, before));
        }
        for (Map.Entry<Integer, Tensor> operand : out.operands().entrySet()) {
            addOperand(node, operand.getKey(), operand.getValue(), changed);
        }
        if (!(op instanceof Opaque) && !isUnderstood(changed, out, opset)) {
            throw Refusal.writing(graph.name(node), "operator set " + opset + " has no " + op.type() + " with "
                    + changed.getInputCount() + " inputs and " + changed.getOutputCount() + " outputs in this form",
                    "");
        }
    }

    private @Nullable Shape firstShape(Node node) {
        Shape declared = node.inputs().isEmpty() ? null : graph.type(node.inputs().getFirst()).shape();
        // Operators whose encoding asks for it give results of the same shape, and of those more are declared.
        return declared == null ? graph.type(node.output()).shape() : declared;
    }

    /// True if the node would be read as a record again. Constants that became operands are among its inputs by then.
    private static boolean isUnderstood(NodeProto.Builder node, Encoding out, long opset) {
        Op read = OpCodec.decode(node.getDomain(), Site.of(node.build(), opset), out.attributes());
        return !(read instanceof Opaque);
    }

    private static long from(Op op, @Nullable NodeSource source, long opset) {
        return source == null || op instanceof Opaque ? opset : source.opset();
    }

    /// A node of ONNX's own domain that is not understood cannot be said in another operator set.
    private void refuseUnknownForm(Node node, @Nullable NodeSource source, long opset) throws ProblemException {
        if (node.op() instanceof Opaque opaque && OpCodec.isOwn(opaque.domain()) && source != null
                && source.opset() != opset && !source.sparse()) {
            throw Refusal.writing(graph.name(node),
                    "its operator " + opaque.type() + " is not understood, so it cannot "
                            + "go from operator set " + source.opset() + " to " + opset,
                    "keep the model's operator set");
        }
    }

    private AttributeProto attribute(Node node, Map.Entry<String, Attribute> entry, Map<String, AttributeProto> before)
            throws ProblemException {
        AttributeProto encoded = AttributeCodec.encode(entry.getKey(), entry.getValue(), graph.name(node));
        AttributeProto known = before.get(entry.getKey());
        if (encoded == null && known == null) {
            throw Refusal.writing(graph.name(node), "its attribute " + entry.getKey() + " ("
                    + ((Attribute.Other) entry.getValue()).kind() + ") is not in its file", "");
        }
        return encoded == null ? Objects.requireNonNull(known) : encoded;
    }

    private void addOperand(Node node, int index, Tensor value, NodeProto.Builder changed) {
        while (changed.getInputCount() <= index) {
            changed.addInput("");
        }
        changed.setInput(index, constants.add(graph.name(node.output()), value));
    }

    /// Constants that come into being while nodes are written.
    interface NewConstants {
        /// Adds a constant.
        ///
        /// @return its name
        String add(String wish, Tensor value);
    }
}
