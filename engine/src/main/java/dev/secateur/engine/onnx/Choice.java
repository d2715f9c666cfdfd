package dev.secateur.engine.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;

/// Writes a model that runs one of several networks, chosen by a number that it computes first: a chain of `If`s.
///
/// The networks take their constants from the model around where they are told to, whole or as the first slices along some axes, so
/// that what they share is stored once.
public final class Choice {

    private static final long LEAST_IR = 7;
    private static final int SLICES_BY_INPUT = 10;

    private final long opset;
    private final GraphProto.Builder around;

    private Choice(GraphProto.Builder around, long opset) {
        this.around = around;
        this.opset = opset;
    }

    /// A constant of the model around.
    ///
    /// @param name of it there
    /// @param extents of the slice that is taken, from the beginning of each axis
    public record Shared(String name, long[] extents) {}

    /// One of the networks. Its inputs bear the names of values of the model around.
    ///
    /// @param shared constants that are not its own
    public record Branch(Graph graph, Map<Value, Shared> shared) {}

    /// The model, read back: its single results are those of the network that runs.
    ///
    /// @param chooser gives one number, int64 of one element: 0 for the first network; it holds the constants that are shared
    /// @param branches two or more networks with the same results
    /// @throws ProblemException if it cannot be written
    public static Graph of(Graph chooser, List<Branch> branches) throws ProblemException {
        if (branches.size() < 2 || chooser.outputs().size() != 1) {
            throw new IllegalArgumentException("nothing to choose: " + branches.size() + " networks");
        }
        try {
            ModelProto model = ModelProto.parseFrom(OnnxWriter.encode(chooser));
            Choice choice = new Choice(model.getGraph().toBuilder().clearOutput().clearValueInfo(),
                    chooser.header().opset());
            choice.choose(chooser, branches);
            ModelProto made = model.toBuilder()
                    .setIrVersion(Math.max(LEAST_IR, Math.max(Header.FREE_INITIALIZERS, model.getIrVersion())))
                    .setGraph(choice.around).build();
            return OnnxReader.decode(made.toByteArray(), null);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a model that was written cannot be read again", e);
        }
    }

    private void choose(Graph chooser, List<Branch> branches) throws ProblemException, InvalidProtocolBufferException {
        String number = chooser.name(chooser.outputs().getFirst());
        List<GraphProto> bodies = new ArrayList<>();
        for (int k = 0; k < branches.size(); k++) {
            bodies.add(body(branches.get(k), k));
        }
        Graph first = branches.getFirst().graph();
        List<String> results = first.outputs().stream().map(first::name).toList();
        for (int k = 0; k + 1 < bodies.size(); k++) {
            around.addInitializer(numbers("choice" + k + "/number", k));
            around.addNode(NodeProto.newBuilder().setOpType("Equal").setName("/choice" + k + "/Equal")
                    .addInput(number).addInput("choice" + k + "/number").addOutput("choice" + k + "/is"));
        }
        GraphProto last = bodies.getLast();
        for (int k = bodies.size() - 2; k > 0; k--) {
            String prefix = "choice" + k + "/";
            GraphProto.Builder chain = GraphProto.newBuilder().setName("choice" + k);
            chain.addNode(branching(k, results.stream().map(r -> prefix + r).toList(), bodies.get(k), last));
            bodies.get(k).getOutputList()
                    .forEach(o -> chain.addOutput(o.toBuilder().setName(prefix + results.get(chain.getOutputCount()))));
            last = chain.build();
        }
        around.addNode(branching(0, results, bodies.getFirst(), last));
        for (int i = 0; i < results.size(); i++) {
            around.addOutput(bodies.getFirst().getOutput(i).toBuilder().setName(results.get(i)));
        }
    }

    private static NodeProto branching(int k, List<String> results, GraphProto yes, GraphProto no) {
        return NodeProto.newBuilder().setOpType("If").setName("/choice" + k + "/If").addInput("choice" + k + "/is")
                .addAllOutput(results).addAttribute(body("then_branch", yes)).addAttribute(body("else_branch", no))
                .build();
    }

    private static AttributeProto body(String name, GraphProto graph) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH).setG(graph)
                .build();
    }

    /// A network as a sub-graph: its own names get a prefix, for names of sub-graphs must not be those of the graph around.
    private GraphProto body(Branch branch, int index) throws ProblemException, InvalidProtocolBufferException {
        Graph graph = branch.graph();
        GraphProto proto = ModelProto.parseFrom(OnnxWriter.encode(graph)).getGraph();
        String prefix = "level" + index + "/";
        Map<String, String> names = new HashMap<>();
        names.put("", "");
        graph.inputs().forEach(i -> names.put(graph.name(i), graph.name(i)));
        GraphProto.Builder body = GraphProto.newBuilder().setName("level" + index);
        Map<String, Shared> shared = new HashMap<>();
        branch.shared().forEach((value, from) -> shared.put(graph.name(value), from));
        for (TensorProto constant : proto.getInitializerList()) {
            Shared from = shared.get(constant.getName());
            if (from == null) {
                body.addInitializer(constant.toBuilder().setName(prefix + constant.getName()));
            } else if (isWhole(from)) {
                names.put(constant.getName(), from.name());
            } else {
                slice(body, from, prefix + constant.getName());
            }
        }
        for (NodeProto node : proto.getNodeList()) {
            NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput().setName(prefix + node.getName());
            node.getInputList().forEach(i -> renamed.addInput(names.getOrDefault(i, prefix + i)));
            node.getOutputList().forEach(o -> renamed.addOutput(o.isEmpty() ? "" : prefix + o));
            body.addNode(renamed);
        }
        for (ValueInfoProto output : proto.getOutputList()) {
            body.addOutput(output.toBuilder().setName(prefix + output.getName()));
        }
        return body.build();
    }

    private boolean isWhole(Shared shared) {
        return constant(shared.name()).getDimsList().equals(java.util.Arrays.stream(shared.extents()).boxed().toList());
    }

    private TensorProto constant(String name) {
        return around.getInitializerList().stream().filter(t -> t.getName().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the chooser has no constant " + name));
    }

    /// The beginning of a constant of the graph around.
    private void slice(GraphProto.Builder body, Shared from, String name) {
        List<Long> whole = constant(from.name()).getDimsList();
        List<Long> axes = new ArrayList<>();
        List<Long> ends = new ArrayList<>();
        for (int axis = 0; axis < whole.size(); axis++) {
            if (from.extents()[axis] < whole.get(axis)) {
                axes.add((long) axis);
                ends.add(from.extents()[axis]);
            }
        }
        long[] starts = new long[axes.size()];
        NodeProto.Builder node = NodeProto.newBuilder().setOpType("Slice").setName(name + "/Slice")
                .addInput(from.name()).addOutput(name);
        if (opset < SLICES_BY_INPUT) {
            node.addAttribute(ints("starts", starts)).addAttribute(ints("ends", longs(ends)))
                    .addAttribute(ints("axes", longs(axes)));
        } else {
            body.addInitializer(numbers(name + "/starts", starts)).addInitializer(numbers(name + "/ends", longs(ends)))
                    .addInitializer(numbers(name + "/axes", longs(axes)));
            node.addInput(name + "/starts").addInput(name + "/ends").addInput(name + "/axes");
        }
        body.addNode(node);
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static AttributeProto ints(String name, long... numbers) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name)
                .setType(AttributeProto.AttributeType.INTS);
        for (long number : numbers) {
            attribute.addInts(number);
        }
        return attribute.build();
    }

    private static TensorProto numbers(String name, long... numbers) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName(name)
                .setDataType(TensorProto.DataType.INT64.getNumber()).addDims(numbers.length);
        for (long number : numbers) {
            tensor.addInt64Data(number);
        }
        return tensor.build();
    }
}
