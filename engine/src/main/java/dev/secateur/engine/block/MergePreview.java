package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// What merging a block in one way would give, from shapes alone: no weights are computed.
///
/// @param block id of the block
/// @param label for people: `5×5 exact`
/// @param kernelBefore `3×3 + 3×3`; a depthwise one is marked, a convolution on the shortcut follows a bar
/// @param kernelAfter `5×5`
/// @param warning what speaks against it, null for nothing
public record MergePreview(String block, Variant variant, String label, String kernelBefore, String kernelAfter,
        Size before, Size after, @Nullable String warning) {

    /// What holds for every merge that is not trained afterwards.
    public static final String UNTRAINED = "Merging without training is for looking, not for shipping: the activations "
            + "inside the blocks go. ResNet-20 on CIFAR-10 fell from 91.73 % to 11.13 % top-1 when three of its blocks were merged.";

    /// Counts of a block.
    ///
    /// @param macs multiply-accumulates for one sample, -1 if the extents are unknown
    /// @param parameters weights and biases of convolutions, scale and shift of normalisations
    /// @param convolutions number of convolutions, those on the shortcut included
    public record Size(long macs, long parameters, int convolutions) {}

    /// All ways to merge a block, exact first; none if it is refused.
    ///
    /// @param shapes what follows for this graph
    public static List<MergePreview> of(Graph graph, Shapes shapes, Block block) {
        return BlockPlans.of(graph, block).stream().map(p -> of(graph, shapes, block, p)).toList();
    }

    /// What leaving a block out would give; empty if it cannot be left out.
    ///
    /// @param costs of this graph, counted with `shapes`
    public static Optional<MergePreview> ofDropping(Graph graph, Shapes shapes, Costs costs, Block block) {
        if (BlockPlans.obstacleToDropping(graph, shapes, block).isPresent()) {
            return Optional.empty();
        }
        List<Node> nodes = block.nodes().stream().map(id -> graph.node(id).orElseThrow()).toList();
        boolean known = nodes.stream().allMatch(n -> costs.of(n).known());
        long macs = nodes.stream().mapToLong(n -> costs.of(n).macs()).sum();
        long parameters = nodes.stream().mapToLong(n -> costs.of(n).parameters()).sum();
        int convolutions = (int) nodes.stream().filter(n -> n.op() instanceof Conv).count();
        return Optional.of(new MergePreview(block.id(), Variant.DROP, Variant.DROP.label(), block.kind().title(),
                "nothing", new Size(known ? macs : -1, parameters, convolutions), new Size(0, 0, 0),
                "leaves the whole block out, which changes what the model computes; training has to repair it"));
    }

    private static MergePreview of(Graph graph, Shapes shapes, Block block, MergePlan plan) {
        Size before = before(graph, shapes, block, plan);
        Size after = after(shapes, block, plan);
        return new MergePreview(block.id(), plan.variant(), plan.label(), kernels(plan), plan.geometry().display(),
                before, after, warning(plan, before, after));
    }

    private static Stream<Convolution> convolutions(MergePlan plan) {
        return Stream.concat(plan.main().stream(), Stream.ofNullable(plan.projection()));
    }

    private static String kernels(MergePlan plan) {
        String main = plan.main().stream().map(MergePreview::kernel).collect(Collectors.joining(" + "));
        return plan.projection() == null ? main : main + " | " + kernel(plan.projection());
    }

    private static String kernel(Convolution convolution) {
        String groups = convolution.isDepthwise() ? "dw " : convolution.group() > 1 ? "grouped " : "";
        return groups + convolution.geometry().display();
    }

    private static Size before(Graph graph, Shapes shapes, Block block, MergePlan plan) {
        List<Long> macs = new ArrayList<>();
        long parameters = 0;
        for (Convolution convolution : convolutions(plan).toList()) {
            long pixels = pixels(shapes.shape(convolution.output()));
            macs.add(pixels < 0 ? -1 : pixels * convolution.weight().elements());
            parameters += convolution.weight().elements();
            parameters += convolution.bias() == null ? 0 : convolution.bias().elements();
        }
        long total = macs.contains(-1L) ? -1 : macs.stream().mapToLong(m -> m).sum();
        return new Size(total, parameters + normalisations(graph, block), macs.size());
    }

    private static long normalisations(Graph graph, Block block) {
        Anatomy anatomy = java.util.Objects.requireNonNull(block.anatomy());
        Stream<Anatomy.Unit> units = anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)
                ? Stream.concat(anatomy.main().stream(), Stream.of(unit))
                : anatomy.main().stream();
        return units.flatMap(u -> u.normalisations().stream()).map(id -> graph.node(id).orElseThrow())
                .mapToLong(MergePreview.twoPerChannel(graph)).sum();
    }

    private static java.util.function.ToLongFunction<Node> twoPerChannel(Graph graph) {
        return node -> graph.constant(node.input(1)).orElseThrow().elements() * 2;
    }

    private static Size after(Shapes shapes, Block block, MergePlan plan) {
        long weights = plan.weights();
        long pixels = pixels(shapes.shape(block.exit()));
        return new Size(pixels < 0 ? -1 : pixels * weights, weights + plan.outputs(), 1);
    }

    private static long pixels(@Nullable Shape shape) {
        if (shape == null || shape.rank() < 3) {
            return -1;
        }
        long pixels = 1;
        for (int axis = 2; pixels > 0 && axis < shape.rank(); axis++) {
            pixels = shape.dim(axis) instanceof Dim.Known(long extent) ? pixels * extent : -1;
        }
        return pixels;
    }

    private static @Nullable String warning(MergePlan plan, Size before, Size after) {
        long largest = plan.main().stream().mapToLong(c -> c.geometry().columns().kernel()).max().orElse(0);
        List<String> parts = new ArrayList<>();
        if (plan.geometry().columns().kernel() > largest) {
            parts.add("grows to " + plan.geometry().rows().kernel() + "×" + plan.geometry().columns().kernel()
                    + ": a first try on ResNet-34 with six such blocks ran at 0.84 of its speed");
        }
        if (before.macs() > 0 && after.macs() > before.macs()) {
            parts.add(String.format(Locale.ROOT, "%.0f %% more MACs", 100.0 * after.macs() / before.macs() - 100));
        }
        if (plan.variant() != Variant.EXACT) {
            parts.add(plan.variant() == Variant.CENTRE_TAP
                    ? "drops all but the middle tap of a kernel, which training has to repair"
                    : "moves a stride to the last convolution, which training has to repair");
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }
}
