package dev.secateur.engine.compress.depthmerge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockPlans;
import dev.secateur.engine.block.Legality;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.NamedBlock;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Shapes;

/// A block to merge or to leave out, and the way to do it.
///
/// @param merge how it becomes one convolution, null if it is left out
record Choice(Block block, @Nullable MergePlan merge) {

    /// True if the block is left out.
    boolean drops() {
        return merge == null;
    }

    /// How it becomes one convolution.
    ///
    /// @throws IllegalStateException if it is left out
    MergePlan plan() {
        if (merge == null) {
            throw new IllegalStateException("block " + block.id() + " is left out");
        }
        return merge;
    }

    private static final String ALL = "all";

    /// The blocks that a configuration chooses, in the network's order.
    ///
    /// @param found all blocks of the graph
    /// @throws ProblemException if a block is unknown or refused, if its variant is impossible, or if none is chosen
    static List<Choice> of(Graph graph, Shapes shapes, List<Block> found, DepthMergeConfig config)
            throws ProblemException {
        List<Choice> choices = chosen(new Model(graph, shapes), found, config);
        Map<String, Choice> byId = new LinkedHashMap<>();
        choices.forEach(c -> byId.put(c.block.id(), c));
        for (Choice choice : choices) {
            if (byId.containsKey(choice.block.parent())) {
                throw ProblemException.ofSetting("two blocks go, one within the other", "blocks",
                        choice.block.id() + " lies in " + choice.block.parent(), "leave one of them out");
            }
        }
        return choices;
    }

    /// A network and what follows of its shapes.
    private record Model(Graph graph, Shapes shapes) {}

    private static List<Choice> chosen(Model graph, List<Block> found, DepthMergeConfig config)
            throws ProblemException {
        if (config.blocks().isEmpty()) {
            return counted(graph, found, config);
        }
        if (config.blocks().equals(List.of(ALL))) {
            return everything(graph, found, config.kernel());
        }
        Map<String, Choice> chosen = new LinkedHashMap<>();
        for (String text : config.blocks()) {
            Choice choice = named(graph, found, text, config.kernel());
            chosen.put(choice.block.id(), choice);
        }
        return found.stream().map(b -> Optional.ofNullable(chosen.get(b.id()))).flatMap(Optional::stream).toList();
    }

    /// All blocks that can merge; to leave out, all that keep the shape and lie in no other.
    private static List<Choice> everything(Model model, List<Block> found, Variant variant) throws ProblemException {
        List<Block> possible = variant == Variant.DROP
                ? found.stream().filter(b -> b.parent().isEmpty()
                        && BlockPlans.obstacleToDropping(model.graph, model.shapes, b).isEmpty()).toList()
                : legal(found);
        if (possible.isEmpty()) {
            throw ProblemException.ofSetting("no block can go", "blocks",
                    found.isEmpty()
                            ? "no blocks were found"
                            : "none of the " + found.size() + " blocks can; the first one because "
                                    + found.getFirst().legality().reason(),
                    "");
        }
        return all(model, possible, variant);
    }

    private static List<Block> legal(List<Block> found) {
        return found.stream().filter(b -> b.legality().isLegal()).toList();
    }

    private static List<Choice> counted(Model graph, List<Block> found, DepthMergeConfig config)
            throws ProblemException {
        List<Block> legal = legal(found);
        if (config.count() == 0) {
            throw ProblemException.ofSetting("no block is chosen", "blocks", "neither blocks nor count says which",
                    legal.isEmpty() ? "" : "for instance blocks=" + legal.getFirst().id() + " or count=1");
        }
        if (config.count() > legal.size()) {
            throw ProblemException.ofSetting("too many blocks are asked for", "count",
                    "of " + found.size() + " blocks " + legal.size() + " can be merged", "");
        }
        List<Choice> best = all(graph, legal, config.kernel()).stream()
                .sorted(Comparator.comparingDouble(Choice::growth))
                .limit(config.count()).toList();
        return legal.stream().flatMap(b -> best.stream().filter(c -> c.block == b)).toList();
    }

    private static List<Choice> all(Model graph, List<Block> legal, Variant variant) throws ProblemException {
        List<Choice> all = new ArrayList<>();
        for (Block block : legal) {
            all.add(planned(graph, block, variant));
        }
        return all;
    }

    private static Choice named(Model model, List<Block> found, String text, Variant usual) throws ProblemException {
        NamedBlock named = NamedBlock.of(found, text, usual);
        Block block = named.block();
        Variant variant = named.variant();
        if (variant != Variant.DROP
                && block.legality() instanceof Legality.Refused(String reason, List<Integer> nodes)) {
            Graph graph = model.graph;
            String node = nodes.isEmpty() ? null : graph.node(nodes.getFirst()).map(graph::name).orElse(null);
            throw ProblemException.ofModel("block " + block.id() + " cannot be merged", node, reason,
                    "choose other blocks");
        }
        return planned(model, block, variant);
    }

    private static Choice planned(Model model, Block block, Variant variant) throws ProblemException {
        Graph graph = model.graph;
        if (variant == Variant.DROP) {
            Optional<String> obstacle = BlockPlans.obstacleToDropping(graph, model.shapes, block);
            if (obstacle.isPresent()) {
                throw ProblemException.ofModel("block " + block.id() + " cannot be left out",
                        graph.node(block.nodes().getFirst()).map(graph::name).orElse(null), obstacle.get(),
                        "choose other blocks");
            }
            return new Choice(block, null);
        }
        Optional<MergePlan> plan = BlockPlans.of(graph, block, variant);
        if (plan.isEmpty()) {
            throw ProblemException.ofModel("block " + block.id() + " cannot be merged as " + variant,
                    graph.node(block.nodes().getFirst()).map(graph::name).orElse(null),
                    "its padding leaves no middle tap or does not let the stride move", "use the variant exact for it");
        }
        return new Choice(block, plan.get());
    }

    /// Weights of the merged convolution over those it replaces. Multiply-accumulates behave alike, without needing extents.
    private double growth() {
        if (merge == null) {
            return 0;
        }
        double before = merge.main().stream().mapToLong(c -> c.weight().elements()).sum();
        double after = merge.weights();
        return after / before;
    }
}
