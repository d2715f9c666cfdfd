package dev.secateur.engine.compress.jointrd;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.BlockKind;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Which shortcuts of a network go, and where the plain network meets its teacher.
///
/// @param blocks all residual blocks, in the network's order
/// @param plain those whose shortcut goes
/// @param taps where features of both are of the same kind: the last block of each stage. A stage ends where pictures become smaller
record PlainPlan(Graph graph, List<ResidualBlock> blocks, List<ResidualBlock> plain, List<Tap> taps) {

    private static final Set<BlockKind> JOINED = Set.of(BlockKind.DENSE_BLOCK, BlockKind.BRANCHES,
            BlockKind.SHUFFLE_UNIT);
    private static final Set<BlockKind> NORMALISED = Set.of(BlockKind.CONVNEXT, BlockKind.TRANSFORMER,
            BlockKind.ATTENTION, BlockKind.MLP);

    /// Highest picture, pixels, of the networks that the released code calls those for CIFAR.
    private static final long SMALL_PICTURE = 64;

    PlainPlan {
        blocks = List.copyOf(blocks);
        plain = List.copyOf(plain);
        taps = List.copyOf(taps);
    }

    /// A place in both networks, before any activation.
    ///
    /// @param id the block that ends there
    /// @param teacher the value in the network with shortcuts
    /// @param student the value in the plain network, which keeps the ids of the other's
    record Tap(String id, Value teacher, Value student) {}

    /// Looks at a network.
    static PlainPlan of(Graph graph, Shortcuts kept) {
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        List<ResidualBlock> blocks = ResidualBlock.of(graph, shapes);
        List<ResidualBlock> plain = blocks.stream().filter(b -> kept == Shortcuts.NONE || !b.shrinks()).toList();
        return new PlainPlan(graph, blocks, plain, taps(shapes, blocks, plain));
    }

    private static List<Tap> taps(Shapes shapes, List<ResidualBlock> blocks, List<ResidualBlock> plain) {
        List<Tap> taps = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            ResidualBlock block = blocks.get(i);
            boolean ends = i + 1 == blocks.size()
                    || !extents(shapes, block).equals(extents(shapes, blocks.get(i + 1)));
            if (ends) {
                Value sum = block.addition().output();
                taps.add(new Tap(block.id(), sum, plain.contains(block) ? block.main() : sum));
            }
        }
        return taps;
    }

    private static Optional<List<Dim>> extents(Shapes shapes, ResidualBlock block) {
        Shape shape = shapes.shape(block.addition().output());
        return shape == null || shape.rank() < 3
                ? Optional.empty()
                : Optional.of(shape.dims().subList(2, shape.rank()));
    }

    /// Why nothing can become plain; empty if something can.
    Optional<String> refusal() {
        if (!plain.isEmpty()) {
            return Optional.empty();
        }
        if (!blocks.isEmpty()) {
            return Optional.of("the only shortcuts left lead around blocks that make pictures smaller ("
                    + blocks.stream().map(ResidualBlock::id).limit(3).collect(Collectors.joining(", "))
                    + "), and those are kept; to remove them too, set shortcuts to none");
        }
        Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
        List<Block> found = BlockFinder.find(graph, shapes);
        Optional<Block> normalised = found.stream().filter(b -> NORMALISED.contains(b.kind())).findFirst();
        if (normalised.isPresent()) {
            return Optional.of("its residual blocks (" + normalised.get().id() + ": " + normalised.get().kind().title()
                    + ") are not of convolutions with batch normalisation or none, and without their shortcuts nothing "
                    + "would carry the signal");
        }
        Optional<Block> joined = found.stream().filter(b -> JOINED.contains(b.kind())).findFirst();
        return Optional.of(joined
                .map(b -> "its blocks (" + b.id() + ": " + b.kind().title()
                        + ") concatenate their paths and do not add them, so no path can be left out")
                .orElse("it has no residual block, so there is no shortcut to remove"));
    }

    /// Why the teacher cannot be entered at a place before its last block; empty if it can at all.
    Optional<String> closed() {
        Value scores = Teacher.scores(graph);
        return inner().stream().filter(t -> !holdsAll(t.teacher(), scores)).findFirst()
                .map(t -> "what follows " + t.id()
                        + " also reads values from before it, so it cannot go on with the plain "
                        + "network's features alone");
    }

    /// True if what is wanted follows from a value alone.
    private boolean holdsAll(Value value, Value wanted) {
        Deque<Value> open = new ArrayDeque<>(List.of(wanted));
        Set<Value> seen = new HashSet<>(Set.of(value));
        while (!open.isEmpty()) {
            Value next = open.pop();
            if (next.isPresent() && seen.add(next) && graph.constant(next).isEmpty()) {
                Optional<Node> maker = graph.producer(next);
                if (maker.isEmpty()) {
                    return false;
                }
                maker.get().inputs().forEach(open::push);
            }
        }
        return true;
    }

    /// The network without those shortcuts, its weights as they are. Values keep their ids, the sums that went excepted.
    Graph derive() {
        GraphEditor editor = graph.edit();
        for (ResidualBlock block : plain) {
            editor.replaceUses(block.addition().output(), block.main());
        }
        editor.removeUnused();
        return editor.build();
    }

    /// The place of the last residual block.
    Tap last() {
        return taps.getLast();
    }

    /// The places before it, through which the teacher's later stages are reached.
    List<Tap> inner() {
        return taps.subList(0, taps.size() - 1);
    }

    /// The convolutions that are Dirac-weighted: all of the blocks, whichever shortcuts stay; but in networks for small pictures not
    /// the first 1×1 convolution of a bottleneck, as in the released code.
    List<Node> diracConvolutions() {
        boolean small = isSmall();
        return blocks.stream().flatMap(b -> b.convolutions().stream()
                .skip(small && b.kind() == BlockKind.BOTTLENECK ? 1 : 0)).toList();
    }

    private boolean isSmall() {
        Shape shape = graph.type(graph.requiredInputs().getFirst()).shape();
        return shape != null && shape.rank() == 4 && shape.dim(2) instanceof Dim.Known(long high)
                && high <= SMALL_PICTURE;
    }
}
