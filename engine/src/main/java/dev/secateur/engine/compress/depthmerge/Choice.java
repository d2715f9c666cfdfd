package dev.secateur.engine.compress.depthmerge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockPlans;
import dev.secateur.engine.block.Legality;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// A block to merge and the way to do it.
record Choice(Block block, MergePlan plan) {

    private static final String ALL = "all";

    /// The blocks that a configuration chooses, in the network's order.
    ///
    /// @param found all blocks of the graph
    /// @throws ProblemException if a block is unknown or refused, if its variant is impossible, or if none is chosen
    static List<Choice> of(Graph graph, List<Block> found, DepthMergeConfig config) throws ProblemException {
        if (config.blocks().isEmpty()) {
            return counted(graph, found, config);
        }
        if (config.blocks().equals(List.of(ALL))) {
            return all(graph, legal(found), config.kernel());
        }
        Map<String, Choice> chosen = new LinkedHashMap<>();
        for (String text : config.blocks()) {
            Choice choice = named(graph, found, text, config.kernel());
            chosen.put(choice.block.id(), choice);
        }
        return found.stream().map(b -> Optional.ofNullable(chosen.get(b.id()))).flatMap(Optional::stream).toList();
    }

    private static List<Block> legal(List<Block> found) {
        return found.stream().filter(b -> b.legality().isLegal()).toList();
    }

    private static List<Choice> counted(Graph graph, List<Block> found, DepthMergeConfig config)
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

    private static List<Choice> all(Graph graph, List<Block> legal, Variant variant) throws ProblemException {
        List<Choice> all = new ArrayList<>();
        for (Block block : legal) {
            all.add(planned(graph, block, variant));
        }
        return all;
    }

    private static Choice named(Graph graph, List<Block> found, String text, Variant usual) throws ProblemException {
        int colon = text.indexOf(':');
        String id = colon < 0 ? text : text.substring(0, colon);
        Variant variant = colon < 0 ? usual : variant(text, text.substring(colon + 1));
        List<String> ids = found.stream().map(Block::id).toList();
        Block block = found.stream().filter(b -> b.id().equals(id)).findFirst().orElse(null);
        if (block == null) {
            throw ProblemException.ofSetting("unknown block", id, "the model has no block of this name",
                    NearestNames.hint(id, ids));
        }
        if (block.legality() instanceof Legality.Refused(String reason, List<Integer> nodes)) {
            String node = nodes.isEmpty() ? null : graph.node(nodes.getFirst()).map(graph::name).orElse(null);
            throw ProblemException.ofModel("block " + id + " cannot be merged", node, reason, "choose other blocks");
        }
        return planned(graph, block, variant);
    }

    private static Variant variant(String text, String name) throws ProblemException {
        List<String> names = Arrays.stream(Variant.values()).map(Variant::toString).toList();
        for (Variant variant : Variant.values()) {
            if (variant.toString().equals(name)) {
                return variant;
            }
        }
        throw ProblemException.ofSetting("unknown variant", text, "no variant is called \"" + name + "\"",
                NearestNames.hint(name, names));
    }

    private static Choice planned(Graph graph, Block block, Variant variant) throws ProblemException {
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
        double before = plan.main().stream().mapToLong(c -> c.weight().elements()).sum();
        double after = plan.weights();
        return after / before;
    }
}
