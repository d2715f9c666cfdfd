package dev.secateur.engine.onnx;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;

/// The sub-graphs of a node (`If`, `Loop`, `Scan`): which names they take from outside, and which they make.
///
/// @param free names used inside that nothing inside makes, in order of use
/// @param made names that are made inside, at any depth
record SubGraphs(Set<String> free, Set<String> made) {

    /// Looks into the sub-graphs of a node, at any depth.
    static SubGraphs of(NodeProto node) {
        SubGraphs found = new SubGraphs(new LinkedHashSet<>(), new HashSet<>());
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                found.enter(attribute.getG());
            }
            attribute.getGraphsList().forEach(found::enter);
        }
        return found;
    }

    private void enter(GraphProto graph) {
        Set<String> own = made(graph);
        made.addAll(own);
        Set<String> used = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            used.addAll(node.getInputList());
            SubGraphs inner = of(node);
            used.addAll(inner.free);
            made.addAll(inner.made);
        }
        graph.getOutputList().forEach(o -> used.add(o.getName()));
        used.removeAll(own);
        used.remove("");
        free.addAll(used);
    }

    private static Set<String> made(GraphProto graph) {
        Set<String> own = new HashSet<>();
        graph.getInputList().forEach(i -> own.add(i.getName()));
        graph.getInitializerList().forEach(t -> own.add(t.getName()));
        graph.getSparseInitializerList().forEach(t -> own.add(t.getValues().getName()));
        graph.getNodeList().forEach(n -> own.addAll(n.getOutputList()));
        return own;
    }

    /// The node with other names for values that its sub-graphs take from outside.
    static NodeProto.Builder rename(NodeProto node, Map<String, String> names) {
        NodeProto.Builder renamed = node.toBuilder();
        for (AttributeProto.Builder attribute : renamed.getAttributeBuilderList()) {
            if (attribute.hasG()) {
                rename(attribute.getGBuilder(), names);
            }
            attribute.getGraphsBuilderList().forEach(g -> rename(g, names));
        }
        return renamed;
    }

    private static void rename(GraphProto.Builder graph, Map<String, String> names) {
        Set<String> own = made(graph.build());
        Map<String, String> outer = new java.util.HashMap<>(names);
        outer.keySet().removeAll(own);
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, outer.getOrDefault(node.getInput(i), node.getInput(i)));
            }
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                if (attribute.hasG()) {
                    rename(attribute.getGBuilder(), outer);
                }
                attribute.getGraphsBuilderList().forEach(g -> rename(g, outer));
            }
        }
        graph.getOutputBuilderList().forEach(o -> o.setName(outer.getOrDefault(o.getName(), o.getName())));
    }
}
