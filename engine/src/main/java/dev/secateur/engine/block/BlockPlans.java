package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Match;

/// The ways in which a block can become one convolution.
public final class BlockPlans {

    private BlockPlans() {}

    /// All plans for a block, {@link Variant#EXACT} first; none if it is refused.
    public static List<MergePlan> of(Graph graph, Block block) {
        return block.legality().isLegal() && block.anatomy() != null ? of(graph, block.anatomy()) : List.of();
    }

    /// The plan for a variant. Where the variant makes no difference, the exact one stands for it; empty if it is impossible.
    public static Optional<MergePlan> of(Graph graph, Block block, Variant variant) {
        List<MergePlan> plans = of(graph, block);
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
