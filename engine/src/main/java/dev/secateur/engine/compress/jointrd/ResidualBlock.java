package dev.secateur.engine.compress.jointrd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.BlockKind;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// A block of convolutions around which a shortcut leads.
///
/// @param id its name by stage and index
/// @param addition the node where shortcut and main path meet; its result is the block's before any activation
/// @param main what the main path gives to the addition
/// @param shortcut operators on the shortcut for people; empty for the block's input itself
/// @param shrinks true if it makes pictures smaller
/// @param convolutions those of the main path, first to last
record ResidualBlock(String id, BlockKind kind, Node addition, Value main, String shortcut, boolean shrinks,
        List<Node> convolutions) {

    private static final Set<BlockKind> KINDS = Set.of(BlockKind.RESIDUAL_BASIC, BlockKind.BOTTLENECK,
            BlockKind.INVERTED_RESIDUAL, BlockKind.OTHER_RESIDUAL);

    ResidualBlock {
        convolutions = List.copyOf(convolutions);
    }

    /// All of a network, in its order.
    static List<ResidualBlock> of(Graph graph, Shapes shapes) {
        return BlockFinder.find(graph, shapes).stream().filter(b -> KINDS.contains(b.kind()))
                .flatMap(b -> read(graph, shapes, b).stream()).toList();
    }

    private static Optional<ResidualBlock> read(Graph graph, Shapes shapes, Block block) {
        Node addition = null;
        for (int id : block.nodes()) {
            Node node = graph.node(id).orElseThrow();
            boolean adds = node.op() instanceof Binary(Binary.Kind kind) && kind == Binary.Kind.ADD
                    && node.inputs().stream().noneMatch(v -> graph.constant(v).isPresent());
            addition = adds ? node : addition;
        }
        if (addition == null) {
            return Optional.empty();
        }
        Set<Integer> inside = Set.copyOf(block.nodes());
        List<Node> left = path(graph, block, inside, addition.input(0));
        List<Node> right = path(graph, block, inside, addition.input(1));
        boolean leftIsMain = convolutions(left).size() != convolutions(right).size()
                ? convolutions(left).size() > convolutions(right).size()
                : left.size() >= right.size();
        List<Node> main = leftIsMain ? left : right;
        List<Node> around = leftIsMain ? right : left;
        Value result = addition.input(leftIsMain ? 0 : 1);
        if (convolutions(main).isEmpty() || !keepsShape(shapes, result, addition.output())) {
            return Optional.empty();
        }
        return Optional.of(new ResidualBlock(block.id(), block.kind(), addition, result,
                String.join(" + ", around.stream().map(n -> n.op().type()).toList()), shrinks(shapes, block, main),
                layers(graph, block, main)));
    }

    /// Without those that compute factors beside the path, as squeeze-and-excitation does, where the block's parts are known.
    private static List<Node> layers(Graph graph, Block block, List<Node> main) {
        Anatomy anatomy = block.anatomy();
        return anatomy == null || anatomy.main().isEmpty()
                ? convolutions(main)
                : anatomy.main().stream().map(u -> graph.node(u.convolution()).orElseThrow()).toList();
    }

    private static List<Node> convolutions(List<Node> nodes) {
        return nodes.stream().filter(n -> n.op() instanceof Conv).toList();
    }

    /// The nodes of a block that lead to a value, in the graph's order.
    private static List<Node> path(Graph graph, Block block, Set<Integer> inside, Value end) {
        Set<Integer> found = new HashSet<>();
        Deque<Value> open = new ArrayDeque<>(List.of(end));
        while (!open.isEmpty()) {
            Value value = open.pop();
            Optional<Node> maker = value.equals(block.entry()) ? Optional.empty() : graph.producer(value);
            if (maker.isPresent() && inside.contains(maker.get().id()) && found.add(maker.get().id())) {
                maker.get().inputs().stream().filter(v -> v.isPresent() && graph.constant(v).isEmpty())
                        .forEach(open::push);
            }
        }
        List<Node> nodes = new ArrayList<>();
        block.nodes().stream().filter(found::contains).forEach(id -> nodes.add(graph.node(id).orElseThrow()));
        return nodes;
    }

    /// False if the addition repeats what the main path gives: then nothing could stand in its place.
    private static boolean keepsShape(Shapes shapes, Value main, Value sum) {
        Shape from = shapes.shape(main);
        Shape to = shapes.shape(sum);
        return from == null || to == null || from.equals(to);
    }

    private static boolean shrinks(Shapes shapes, Block block, List<Node> main) {
        Shape from = shapes.shape(block.entry());
        Shape to = shapes.shape(block.exit());
        if (from != null && to != null && from.rank() == to.rank()) {
            for (int axis = 2; axis < from.rank(); axis++) {
                if (from.dim(axis) instanceof Dim.Known(long high) && to.dim(axis) instanceof Dim.Known(long low)) {
                    return low < high;
                }
            }
        }
        return main.stream().anyMatch(n -> n.op() instanceof Conv c
                && c.window().strides().stream().anyMatch(s -> s > 1));
    }
}
