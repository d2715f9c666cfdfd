package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.BlockKind;
import dev.secateur.engine.block.BlockPlans;
import dev.secateur.engine.block.Legality;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.NamedBlock;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;

/// The blocks of a network that can be pruned, and why others cannot.
final class Candidates {

    private final Graph graph;
    private final Shapes shapes;
    private final List<Block> blocks;

    Candidates(Graph graph) {
        this.graph = graph;
        this.shapes = ShapeInference.infer(graph, Bindings.batch(1));
        this.blocks = BlockFinder.find(graph, shapes);
    }

    /// Number of all blocks.
    int blocks() {
        return blocks.size();
    }

    /// Why the first block that cannot be pruned cannot; empty if there is none.
    String refusal() {
        return blocks.stream().filter(b -> planned(b, Variant.CENTRE_TAP).isEmpty()).findFirst()
                .map(b -> b.id() + ": " + why(b)).orElse("");
    }

    private String why(Block block) {
        boolean mixes = block.kind() == BlockKind.MLP || block.kind() == BlockKind.CONVNEXT;
        if (block.kind() == BlockKind.ATTENTION
                && AttentionBlock.norm(graph, block) instanceof Match.No<Integer>(String reason, List<Node> nodes)) {
            return reason;
        }
        if (mixes && chain(block) instanceof Match.No<FeatureChain>(String reason, List<Node> nodes)) {
            return reason;
        }
        return block.legality() instanceof Legality.Refused(String reason, List<Integer> nodes)
                ? reason
                : "its padding leaves no middle tap or does not let the stride move";
    }

    /// The blocks among which may be chosen: those that can be pruned without a larger kernel and without a stride that moves, which
    /// would change at once what the block sees, and that lose layers, not a normalisation alone.
    List<Candidate> searchable(Variant variant) {
        List<Candidate> all = new ArrayList<>();
        for (Block block : blocks) {
            boolean nested = all.stream().anyMatch(c -> c.id().equals(block.parent()));
            Optional<Candidate> found = nested ? Optional.empty() : planned(block, variant);
            found.filter(c -> !c.keepsLayers())
                    .filter(c -> c.plan() == null || !(grows(c.plan()) || movesStride(c.plan()))).ifPresent(all::add);
        }
        return all;
    }

    /// The other blocks with the reason of each, but for those that hold such a block, or lie in one.
    List<DepthSurvey.Refused> refused(Variant variant) {
        List<Candidate> open = searchable(variant);
        Set<String> covered = new HashSet<>();
        open.forEach(c -> covered.addAll(List.of(c.id(), c.block().parent())));
        List<DepthSurvey.Refused> all = new ArrayList<>();
        for (Block block : blocks) {
            if (covered.contains(block.id()) || !block.parent().isEmpty() && covered.contains(block.parent())) {
                continue;
            }
            Candidate found = planned(block, variant).orElse(null);
            MergePlan plan = found == null ? null : found.plan();
            all.add(new DepthSurvey.Refused(block.id(), plan == null
                    ? found == null ? why(block) : "only its normalisation would go"
                    : grows(plan)
                            ? "it would become one convolution with a larger kernel (" + plan.geometry().display()
                                    + "); prune it by name if you want that"
                            : "the stride within it would have to move; prune it by name if you want that"));
        }
        return all;
    }

    private static boolean grows(MergePlan plan) {
        int before = plan.main().stream().mapToInt(c -> c.geometry().rows().kernel() * c.geometry().columns().kernel())
                .max().orElse(1);
        return plan.geometry().rows().kernel() * plan.geometry().columns().kernel() > before;
    }

    private static boolean movesStride(MergePlan plan) {
        List<Convolution> first = plan.main().subList(0, plan.main().size() - 1);
        return plan.variant() != Variant.EXACT && first.stream().anyMatch(c -> c.geometry().isStrided());
    }

    /// The blocks that someone names, in the network's order.
    ///
    /// @throws ProblemException if one is unknown, cannot be pruned in the way asked for, or lies within another
    List<Candidate> named(List<String> names, Variant usual) throws ProblemException {
        Map<String, Candidate> chosen = new LinkedHashMap<>();
        for (String text : names) {
            NamedBlock named = NamedBlock.of(blocks, text, usual);
            for (Candidate candidate : named(named.block(), named.variant())) {
                chosen.put(candidate.id(), candidate);
            }
        }
        for (Candidate candidate : chosen.values()) {
            if (chosen.containsKey(candidate.block().parent())) {
                throw ProblemException.ofSetting("two blocks go, one within the other", "blocks",
                        candidate.id() + " lies in " + candidate.block().parent(), "leave one of them out");
            }
        }
        return blocks.stream().map(b -> Optional.ofNullable(chosen.get(b.id()))).flatMap(Optional::stream).toList();
    }

    /// The named block, or the parts of a transformer block that can be pruned.
    private List<Candidate> named(Block block, Variant variant) throws ProblemException {
        List<Candidate> found = planned(block, variant).map(List::of)
                .orElse(block.kind() == BlockKind.TRANSFORMER ? parts(block, variant) : List.of());
        if (!found.isEmpty()) {
            return found;
        }
        String why = variant == Variant.DROP
                ? BlockPlans.obstacleToDropping(graph, shapes, block).orElse("")
                : why(block);
        throw ProblemException.ofModel("block " + block.id() + " cannot be pruned as " + variant, place(block), why,
                dropping(block, variant));
    }

    private List<Candidate> parts(Block block, Variant variant) {
        return variant == Variant.DROP
                ? List.of()
                : blocks.stream().filter(b -> b.parent().equals(block.id())).flatMap(b -> planned(b, variant).stream())
                        .toList();
    }

    /// The attentions beside chosen feed-forward networks, which can be pruned as well.
    List<Candidate> attentionsBeside(List<Candidate> chosen, Variant variant) {
        Set<String> around = new HashSet<>();
        chosen.stream().filter(c -> c.block().kind() == BlockKind.MLP && !c.drops())
                .forEach(c -> around.add(c.block().parent()));
        return blocks.stream().filter(b -> b.kind() == BlockKind.ATTENTION && around.contains(b.parent()))
                .flatMap(b -> planned(b, variant).stream()).toList();
    }

    /// Candidates in the network's order.
    List<Candidate> ordered(List<Candidate> some) {
        return blocks.stream().flatMap(b -> some.stream().filter(c -> c.id().equals(b.id()))).toList();
    }

    private String dropping(Block block, Variant variant) {
        Optional<Block> part = blocks.stream().filter(b -> b.parent().equals(block.id()))
                .filter(b -> planned(b, variant).isPresent()).findFirst();
        if (part.isPresent()) {
            return "prune " + part.get().id() + ", which lies in it";
        }
        boolean can = variant != Variant.DROP && BlockPlans.obstacleToDropping(graph, shapes, block).isEmpty();
        return can ? "choose other blocks, or " + block.id() + ":drop to leave it out" : "choose other blocks";
    }

    private String place(Block block) {
        int node = block.legality() instanceof Legality.Refused(String r, List<Integer> nodes) && !nodes.isEmpty()
                ? nodes.getFirst()
                : block.nodes().getFirst();
        return graph.node(node).map(graph::name).orElse(block.id());
    }

    private Optional<Candidate> planned(Block block, Variant variant) {
        if (variant == Variant.DROP) {
            return BlockPlans.obstacleToDropping(graph, shapes, block).isEmpty()
                    ? Optional.of(new Candidate(block, variant, null, null, -1, rank(block)))
                    : Optional.empty();
        }
        return BlockPlans.of(graph, block, variant)
                .map(p -> new Candidate(block, variant, p, null, -1, rank(block))).or(() -> mixing(block, variant));
    }

    private int rank(Block block) {
        Shape shape = shapes.shape(block.exit());
        return shape == null ? 0 : shape.rank();
    }

    /// A block that mixes features, whose normalisation follows from the input until it is replaced.
    private Optional<Candidate> mixing(Block block, Variant variant) {
        if (block.kind() == BlockKind.ATTENTION) {
            boolean flat = rank(block) == 3 || rank(block) == 4;
            return flat && AttentionBlock.norm(graph, block) instanceof Match.Yes<Integer>(Integer position)
                    ? Optional.of(new Candidate(block, variant, null, null, position, rank(block)))
                    : Optional.empty();
        }
        return chain(block) instanceof Match.Yes<FeatureChain>(FeatureChain chain)
                ? Optional.of(new Candidate(block, variant, null, chain, -1, rank(block)))
                : Optional.empty();
    }

    private Match<FeatureChain> chain(Block block) {
        Node end = graph.producer(block.exit()).orElseThrow();
        boolean mixes = block.kind() == BlockKind.MLP || block.kind() == BlockKind.CONVNEXT;
        if (!mixes || rank(block) < 3 || rank(block) > 4) {
            return Match.no(block.legality().reason(), end);
        }
        Match<FeatureChain> found = FeatureChain.endingIn(graph, end);
        if (!(found instanceof Match.Yes<FeatureChain>(FeatureChain chain))) {
            return found;
        }
        String obstacle = FeatureChain.obstacle(graph, block, chain);
        return obstacle == null ? found : Match.no(obstacle, end);
    }

    /// The block dropped, if it can be.
    Optional<Candidate> dropped(Candidate candidate) {
        return planned(candidate.block(), Variant.DROP);
    }
}
