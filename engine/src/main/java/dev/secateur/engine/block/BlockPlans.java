package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.TensorType;

/// The ways in which a block can become one convolution.
public final class BlockPlans {

    private BlockPlans() {}

    /// All plans for a block, {@link Variant#EXACT} first; none if it is refused.
    public static List<MergePlan> of(Graph graph, Block block) {
        return block.legality().isLegal() && block.anatomy() != null ? of(graph, block.anatomy()) : List.of();
    }

    /// Why a block cannot be left out; empty if it can.
    ///
    /// @param shapes what follows for this graph
    public static Optional<String> obstacleToDropping(Graph graph, Shapes shapes, Block block) {
        TensorType from = shapes.type(block.entry());
        TensorType to = shapes.type(block.exit());
        if (from.shape() == null || !from.equals(to)) {
            return Optional
                    .of("it makes " + to.display() + " of " + from.display() + ", so nothing could stand in its place");
        }
        Set<Integer> inside = Set.copyOf(block.nodes());
        for (int id : block.nodes()) {
            Node node = graph.node(id).orElseThrow();
            for (Value value : node.outputs()) {
                boolean seen = graph.isOutput(value)
                        || graph.uses(value).stream().anyMatch(u -> !inside.contains(u.node().id()));
                if (seen && !value.equals(block.exit())) {
                    return Optional.of("the result of " + graph.name(node) + " inside it is used outside too");
                }
            }
        }
        return Optional.empty();
    }

    /// The plan for a variant. Where the variant makes no difference, the exact one stands for it; empty if it is impossible.
    public static Optional<MergePlan> of(Graph graph, Block block, Variant variant) {
        List<MergePlan> plans = variant == Variant.DROP ? List.of() : of(graph, block);
        return plans.stream().filter(p -> p.variant() == variant).findFirst()
                .or(() -> plans.stream().limit(1).filter(p -> !MergePlan.differs(variant, p.main())).findFirst());
    }

    /// All plans for parts whose convolutions can all be read; none otherwise.
    static List<MergePlan> of(Graph graph, Anatomy anatomy) {
        List<Convolution> main = new ArrayList<>();
        for (Anatomy.Unit unit : anatomy.main()) {
            Convolution convolution = read(graph, unit);
            if (convolution == null) {
                return List.of();
            }
            main.add(convolution);
        }
        Convolution projection = null;
        if (anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)) {
            projection = read(graph, unit);
            if (projection == null) {
                return List.of();
            }
        }
        boolean identity = anatomy.shortcut() instanceof Anatomy.Shortcut.Identity;
        MergePlan.Bypass bypass = new MergePlan.Bypass(identity, projection);
        return Arrays.stream(Variant.values()).filter(v -> v == Variant.EXACT || MergePlan.differs(v, main))
                .map(v -> MergePlan.of(v, main, bypass)).flatMap(Optional::stream).toList();
    }

    private static @Nullable Convolution read(Graph graph, Anatomy.Unit unit) {
        return Convolution.read(graph,
                graph.node(unit.convolution()).orElseThrow()) instanceof Match.Yes<Convolution>(Convolution c)
                        ? c
                        : null;
    }
}
