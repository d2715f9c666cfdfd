package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.ChannelMask;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.onnx.Choice;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// The level export: channels lie in the order of their scales, a level is the first ones of every layer, and a router behind the predictor
/// chooses. If asked for, all levels are slices of the same constants, which are stored once.
///
/// @param graph the model, for one picture a run
/// @param levels each level alone
/// @param masked each level with zeros in place of what it skips, for comparing
record LevelGraph(Graph graph, List<Graph> levels, List<Graph> masked) {

    private static final long LEAST_IR = 7;

    static LevelGraph of(GatedNetwork network, LevelPlan plan, boolean share) throws ProblemException {
        Graph ordered = Permuted.of(network);
        Coupling coupling = Coupling.of(ordered);
        List<ChannelGroup> groups = network.layers().stream()
                .map(l -> coupling.groupOf(ordered.node(l.producer().id()).orElseThrow()).orElseThrow()).toList();
        List<Graph> levels = new ArrayList<>();
        List<Graph> masked = new ArrayList<>();
        Map<String, Tensor> pool = new LinkedHashMap<>();
        List<Choice.Branch> branches = new ArrayList<>();
        for (int[] widths : plan.widths()) {
            BitSet removed = new BitSet();
            for (int l = 0; l < widths.length; l++) {
                int[] units = groups.get(l).units();
                Arrays.stream(units, widths[l], units.length).forEach(removed::set);
            }
            Graph level = ChannelCut.apply(coupling, removed);
            levels.add(level);
            masked.add(ChannelMask.apply(coupling, removed));
            branches.add(new Choice.Branch(level, share ? shared(ordered, level, pool) : Map.of()));
        }
        return new LevelGraph(Choice.of(router(network, plan, pool), branches), levels, masked);
    }

    /// Constants of a level that are the beginnings of those of the whole network.
    private static Map<Value, Choice.Shared> shared(Graph whole, Graph level, Map<String, Tensor> pool) {
        Map<Value, Choice.Shared> shared = new HashMap<>();
        for (Node node : level.nodes()) {
            Node before = whole.node(node.id()).orElse(null);
            for (int i = 0; before != null && i < node.inputs().size(); i++) {
                Tensor own = level.constants().get(node.input(i));
                Tensor of = whole.constants().get(before.input(i));
                if (own != null && of != null && isBeginning(own, of)) {
                    String name = whole.name(before.input(i));
                    pool.put(name, of);
                    shared.put(node.input(i), new Choice.Shared(name, own.dims()));
                }
            }
        }
        return shared;
    }

    /// True if a tensor is what lies at the beginning of each axis of another.
    private static boolean isBeginning(Tensor part, Tensor whole) {
        long[] dims = part.dims();
        if (part.dtype() != whole.dtype() || part.rank() != whole.rank() || part.rank() == 0
                || part.dtype().bytes(1) == 0) {
            return false;
        }
        for (int axis = 0; axis < dims.length; axis++) {
            if (dims[axis] > whole.dim(axis)) {
                return false;
            }
        }
        Tensor slice = whole;
        for (int axis = 0; axis < dims.length; axis++) {
            slice = Permuted.taken(slice, axis, java.util.stream.IntStream.range(0, (int) dims[axis]).toArray());
        }
        return slice.sameAs(part);
    }

    /// The predictor, the nearest centre, and the constants of all levels.
    private static Graph router(GatedNetwork network, LevelPlan plan, Map<String, Tensor> pool) {
        Graph graph = network.graph();
        Header header = graph.header();
        GraphEditor editor = Graph.empty(new Header(header.name(), Math.max(LEAST_IR, header.irVersion()),
                header.opsets(), null, header.metadata())).edit();
        Value picture = graph.requiredInputs().getFirst();
        TensorType type = graph.type(picture);
        Shape shape = type.shape();
        Value input = editor.addInput(graph.name(picture),
                shape == null ? type : new TensorType(type.dtype(), shape.with(0, Dim.of(1))));
        pool.forEach(editor::addConstant);
        MaskedGraph made = new MaskedGraph(editor);
        Value parts = made.predictor(input, network.predictor());
        Value level = made.nearest(parts, plan.centres());
        editor.setOutputs(List.of(level));
        return editor.build();
    }
}
