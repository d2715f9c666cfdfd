package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.BlockKind;
import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Subgraph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.TensorType;

/// Finds the blocks of a network that have other forms, and these forms.
final class Places {

    /// Blocks within which the choice is, and not of the whole.
    private static final Set<BlockKind> OPEN = Set.of(BlockKind.TRANSFORMER, BlockKind.DENSE_BLOCK);

    private final Graph graph;
    private final Shapes shapes;
    private final List<Block> blocks;
    private final SpaceConfig space;

    Places(Graph graph, SpaceConfig space) {
        this.graph = graph;
        this.shapes = ShapeInference.infer(graph, Bindings.none());
        this.blocks = BlockFinder.find(graph, ShapeInference.infer(graph, Bindings.batch(1)));
        this.space = space;
    }

    /// Number of all blocks.
    int blocks() {
        return blocks.size();
    }

    /// The blocks that can be edges, without their other forms; quick.
    List<Block> possible() {
        Set<String> taken = new HashSet<>();
        List<Block> all = new ArrayList<>();
        for (Block block : outerFirst()) {
            if (taken.contains(block.parent())) {
                taken.add(block.id());
            } else if (!OPEN.contains(block.kind()) && why(block).isEmpty()) {
                taken.add(block.id());
                all.add(block);
            }
        }
        return blocks.stream().filter(all::contains).toList();
    }

    /// Blocks follow the ones that hold them in no sure order, so those without a parent come first.
    private List<Block> outerFirst() {
        Map<String, Block> ordered = new LinkedHashMap<>();
        List<Block> left = new ArrayList<>(blocks);
        while (!left.isEmpty()) {
            List<Block> next = left.stream().filter(b -> b.parent().isEmpty() || ordered.containsKey(b.parent()))
                    .toList();
            if (next.isEmpty()) {
                break;
            }
            next.forEach(b -> ordered.put(b.id(), b));
            left.removeAll(next);
        }
        return List.copyOf(ordered.values());
    }

    /// Why a block cannot be an edge; empty if it can.
    String why(Block block) {
        TensorType from = shapes.type(block.entry());
        TensorType to = shapes.type(block.exit());
        if (!Supernetwork.canStand(from, to)) {
            return "it makes " + to.display() + " of " + from.display() + ", and nothing of that form can stand for it";
        }
        Set<Integer> inside = Set.copyOf(block.nodes());
        for (int id : block.nodes()) {
            Node node = graph.node(id).orElseThrow();
            if (node.op() instanceof Opaque || !node.bodies().isEmpty() || !node.captures().isEmpty()) {
                return graph.name(node) + " (" + node.op().type() + ") in it cannot be trained";
            }
            for (Value value : node.outputs()) {
                boolean seen = graph.isOutput(value)
                        || graph.uses(value).stream().anyMatch(u -> !inside.contains(u.node().id()));
                if (seen && !value.equals(block.exit())) {
                    return "the result of " + graph.name(node) + " inside it is used outside too";
                }
            }
        }
        return Subgraph.between(graph, block.entry(), block.exit(), from).inputs().size() == 1
                ? ""
                : "it reads another input of the model";
    }

    /// The blocks with their forms, in the network's order; blocks with one form alone are left as they are.
    ///
    /// @throws ProblemException if a named block is unknown or has no other form, or none has
    List<Place> all() throws ProblemException {
        List<Block> chosen = space.blocks().isEmpty() ? possible() : named();
        List<Place> places = new ArrayList<>();
        for (Block block : chosen) {
            List<Part> parts = parts(block);
            if (parts.size() > 1) {
                places.add(new Place(block, parts));
            } else if (!space.blocks().isEmpty()) {
                throw ProblemException.ofSetting("there is nothing to choose for a block", "space.blocks",
                        block.id() + " has one form alone with these settings",
                        "allow smaller kernels, narrower forms or leaving it out");
            }
        }
        if (places.isEmpty()) {
            throw ProblemException.ofModel("there is nothing to choose", null,
                    "each of the " + blocks.size() + " blocks has one form alone with these settings",
                    "allow smaller kernels, narrower forms or leaving blocks out");
        }
        return places;
    }

    private List<Block> named() throws ProblemException {
        List<Block> possible = possible();
        for (String id : space.blocks()) {
            Block block = blocks.stream().filter(b -> b.id().equals(id)).findFirst().orElse(null);
            if (block == null) {
                throw ProblemException.ofSetting("unknown block", id, "the model has no block of this name",
                        NearestNames.hint(id, blocks.stream().map(Block::id).toList()));
            }
            if (!possible.contains(block)) {
                String why = why(block);
                throw ProblemException.ofSetting("a block cannot be chosen for", "space.blocks",
                        id + ": " + (why.isEmpty() ? "it lies in another block, or others lie in it" : why),
                        NearestNames.hint(id, possible.stream().map(Block::id).toList()));
            }
        }
        return possible.stream().filter(b -> space.blocks().contains(b.id())).toList();
    }

    private List<Part> parts(Block block) {
        Graph own = Subgraph.between(graph, block.entry(), block.exit(), shapes.type(block.entry()));
        List<Graph> sizes = new ArrayList<>(List.of(own));
        if (space.kernels()) {
            sizes.addAll(Kernels.smaller(own));
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        for (double share : space.shares()) {
            for (Graph size : sizes) {
                (share == 1 ? Optional.of(size) : Widths.narrower(size, share)).ifPresent(g -> {
                    String label = share == 1
                            ? Kernels.label(g)
                            : String.format(Locale.ROOT, "%s, %.0f %%", Kernels.label(g), 100 * share);
                    parts.putIfAbsent(label, new Part(label, g));
                });
            }
        }
        if (space.skip() && shapes.type(block.entry()).equals(shapes.type(block.exit()))) {
            parts.put(Operation.SKIP, new Part(Operation.SKIP, null));
        }
        return List.copyOf(parts.values());
    }
}
