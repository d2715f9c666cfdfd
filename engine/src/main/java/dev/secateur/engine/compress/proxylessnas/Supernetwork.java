package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Expand;
import dev.secateur.engine.op.Identity;
import dev.secateur.engine.op.Slice;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// A network that holds several operations for each of its edges, in two graphs: so only those that are asked for are ever run.
///
/// @param trunk the network with something of the right shape that costs nothing at the place of each edge
/// @param store all operations beside each other, each with an input and an output of its own
/// @param edges in the network's order
record Supernetwork(Graph trunk, Graph store, List<Edge> edges) {

    private static final char MARK = '|';

    Supernetwork {
        edges = List.copyOf(edges);
    }

    /// Builds it.
    ///
    /// @param places in the network's order
    static Supernetwork of(Graph graph, List<Place> places) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.none());
        GraphEditor trunk = graph.edit();
        GraphEditor store = Graph
                .empty(new Header("operations", graph.header().irVersion(), graph.header().opsets(), null)).edit();
        List<Edge> edges = new ArrayList<>();
        List<Value> exits = new ArrayList<>();
        // What is read in the place of a block's exit that an edge took over.
        Map<Value, Value> heirs = new HashMap<>();
        for (Place place : places) {
            List<Operation> operations = new ArrayList<>();
            for (Part part : place.parts()) {
                operations.add(stored(store, place, part, operations.size()));
            }
            operations.stream().filter(o -> !o.isSkip()).forEach(o -> exits.add(o.exit()));
            Value entry = heirs.getOrDefault(place.block().entry(), place.block().entry());
            Value made = stand(trunk, graph.name(place.block().exit()), entry, shapes.type(place.block().entry()),
                    shapes.type(place.block().exit()));
            trunk.replaceUses(place.block().exit(), made);
            heirs.put(place.block().exit(), made);
            edges.add(new Edge(place.block().id(), entry, made, operations));
        }
        trunk.removeUnused();
        store.setOutputs(exits);
        return new Supernetwork(valid(trunk.build()), valid(store.build()), edges);
    }

    private static Operation stored(GraphEditor store, Place place, Part part, int index) {
        Graph graph = part.graph();
        if (graph == null) {
            return Operation.skip();
        }
        String mark = place.block().id() + "#" + index + MARK;
        Value input = graph.inputs().getFirst();
        Value entry = store.addInput(mark + graph.name(input), graph.type(input));
        Value exit = Graft.into(store, graph, entry, name -> mark + name);
        return new Operation(part.label(), entry, exit, part.macs());
    }

    /// Something that has the shape of a block's result and costs nothing: the first element of each picture, repeated.
    private static Value stand(GraphEditor editor, String name, Value entry, TensorType from, TensorType to) {
        if (from.equals(to)) {
            return editor.addNode(new Identity(), name + "/choice", entry).output();
        }
        Shape in = from.shape();
        Shape out = to.shape();
        if (in == null || out == null) {
            throw new IllegalArgumentException("an edge between values of unknown shape");
        }
        int rank = in.rank() - 1;
        long[] ends = new long[rank];
        long[] axes = new long[rank];
        for (int i = 0; i < rank; i++) {
            ends[i] = 1;
            axes[i] = i + 1L;
        }
        long[] extents = new long[out.rank()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i == 0 ? 1 : out.dim(i).sizeOrMinusOne();
        }
        Node first = editor.addNode(new Slice(null, null, null), name + "/first", entry,
                numbers(editor, name + "/from", new long[rank]), numbers(editor, name + "/to", ends),
                numbers(editor, name + "/axes", axes));
        return editor.addNode(new Expand(), name + "/choice", first.output(),
                numbers(editor, name + "/extents", extents)).output();
    }

    private static Value numbers(GraphEditor editor, String name, long[] numbers) {
        return editor.addConstant(name, Tensor.of(numbers, numbers.length));
    }

    /// True if a block with these ends can be an edge: what stands in its place has to know its extents.
    static boolean canStand(TensorType from, TensorType to) {
        Shape in = from.shape();
        Shape out = to.shape();
        if (in == null || out == null || in.rank() < 2 || in.rank() != out.rank() || !in.dim(0).equals(out.dim(0))
                || from.dtype() != to.dtype()) {
            return false;
        }
        return from.equals(to) || out.dims().stream().skip(1).allMatch(d -> d.isKnown());
    }

    /// One network: on each edge the operation that is chosen, with the weights that this supernetwork was built with.
    Graph network(int[] choice) {
        return network(choice, trunk, store);
    }

    /// The same with other weights.
    ///
    /// @param trainedTrunk the trunk with other constants
    /// @param trainedStore likewise the store
    Graph network(int[] choice, Graph trainedTrunk, Graph trainedStore) {
        GraphEditor editor = trainedTrunk.edit();
        // An edge may read what stood for the one before it, which is gone by then.
        Map<Value, Value> heirs = new HashMap<>();
        for (int i = 0; i < edges.size(); i++) {
            Edge edge = edges.get(i);
            Value entry = heirs.getOrDefault(edge.entry(), edge.entry());
            Value made = put(editor, edge.operations().get(choice[i]), entry, trainedStore);
            editor.replaceUses(edge.place(), made);
            heirs.put(edge.place(), made);
        }
        editor.removeUnused();
        return valid(editor.build());
    }

    private static Value put(GraphEditor editor, Operation operation, Value entry, Graph weights) {
        if (operation.isSkip()) {
            return entry;
        }
        Graph part = Subgraph.between(weights, operation.entry(), operation.exit(), weights.type(operation.entry()));
        return Graft.into(editor, part, entry, name -> name.substring(name.indexOf(MARK) + 1));
    }

    private static Graph valid(Graph graph) {
        List<Constraint.Violation> violations = Constraint.violations(graph);
        if (!violations.isEmpty()) {
            throw new IllegalStateException("choosing operations made an invalid graph: " + violations.getFirst());
        }
        return graph;
    }

    /// The choice of the given network: the first operation everywhere.
    int[] given() {
        return new int[edges.size()];
    }
}
