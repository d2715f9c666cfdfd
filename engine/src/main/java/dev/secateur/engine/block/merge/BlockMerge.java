package dev.secateur.engine.block.merge;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.rules.AbsorbIdentitySkip;
import dev.secateur.engine.rewrite.rules.AbsorbProjectionSkip;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.rewrite.rules.MergeConvolutions;
import dev.secateur.engine.rewrite.rules.MovePadding;
import dev.secateur.engine.rewrite.rules.MoveStride;
import dev.secateur.engine.rewrite.rules.ReduceToCentreTap;
import dev.secateur.engine.rewrite.rules.RemoveActivation;

/// The steps that make one convolution of a block, each on the whole graph as the step before left it; nodes are found by id.
///
/// @param block one whose anatomy is known
/// @param plan how its convolutions become one
/// @param progress asked whether to go on
public record BlockMerge(Block block, MergePlan plan, Progress progress) {

    public BlockMerge {
        Objects.requireNonNull(block.anatomy(), "the anatomy of " + block.id());
    }

    private Anatomy anatomy() {
        return Objects.requireNonNull(block.anatomy());
    }

    /// Last nodes of the activations inside, first to last.
    public List<Integer> activations() {
        return anatomy().main().stream().flatMap(u -> u.activations().stream()).toList();
    }

    /// The first step: no activation inside.
    public Graph linearise(Graph graph) {
        Graph now = graph;
        for (int id : activations()) {
            now = must(now, id, new RemoveActivation());
        }
        return now;
    }

    /// The second step: all padding at the first convolution, and all strides at the last one if the variant is not exact.
    public Graph moveGeometry(Graph graph) {
        List<Integer> convolutions = anatomy().main().stream().map(Anatomy.Unit::convolution).toList();
        List<Integer> following = convolutions.subList(1, convolutions.size());
        Graph now = graph;
        if (plan.variant() != Variant.EXACT) {
            now = Rewriter.within(now, following, new MoveStride(), progress);
        }
        return Rewriter.within(now, following.reversed(), new MovePadding(), progress);
    }

    /// The convolution whose middle tap alone stays if the variant asks for it: the first larger than 1×1.
    public int reduced() {
        return plan.main().stream().filter(c -> !c.geometry().isOneByOne()).findFirst().orElseThrow().node().id();
    }

    /// The third step: the first larger kernel becomes 1×1 if the variant asks for it.
    public Graph reduce(Graph graph) {
        return plan.variant() == Variant.CENTRE_TAP ? must(graph, reduced(), new ReduceToCentreTap()) : graph;
    }

    /// The last step: one convolution.
    public Graph merge(Graph graph) {
        Stream<Anatomy.Unit> units = anatomy().shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)
                ? Stream.concat(anatomy().main().stream(), Stream.of(unit))
                : anatomy().main().stream();
        Graph now = graph;
        for (int id : units.flatMap(u -> u.normalisations().stream()).toList()) {
            now = must(now, id, new FoldBatchNorm());
        }
        for (Anatomy.Unit unit : anatomy().main().subList(1, anatomy().main().size())) {
            now = must(now, unit.convolution(), new MergeConvolutions());
        }
        return switch (anatomy().shortcut()) {
            case Anatomy.Shortcut.Identity i -> must(now, anatomy().addition(), new AbsorbIdentitySkip());
            case Anatomy.Shortcut.Projection p -> must(now, anatomy().addition(), new AbsorbProjectionSkip());
            case Anatomy.Shortcut.None n -> now;
            case Anatomy.Shortcut.Other o -> throw new IllegalStateException("a block with " + o + " was called legal");
        };
    }

    private <M> Graph must(Graph graph, int id, Rule<M> rule) {
        progress.check();
        Node node = graph.node(id).orElseThrow();
        if (rule.match(graph, node) instanceof Match.No<M>(String reason, List<Node> nodes)) {
            throw new IllegalStateException("block " + block.id() + " was called legal, but at "
                    + graph.name(node) + " one cannot " + rule.name() + ": " + reason);
        }
        return Rewriter.at(graph, node, rule, progress);
    }
}
