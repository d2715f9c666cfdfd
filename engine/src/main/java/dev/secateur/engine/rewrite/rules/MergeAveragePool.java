package dev.secateur.engine.rewrite.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;

/// Merges average pooling with the convolution before or after it, as a convolution of each channel alone with equal weights.
public final class MergeAveragePool implements Rule<MergeAveragePool.Found> {

    /// A pooling and a convolution in a row.
    ///
    /// @param window of the pooling
    /// @param poolingFirst true if the convolution comes second
    public record Found(Node pooling, Convolution convolution, Geometry window, boolean poolingFirst) {}

    @Override
    public String name() {
        return "merge average pooling with a convolution";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        Optional<Node> before = graph.producer(node.input(0));
        if (before.isEmpty()) {
            return Match.no("nothing comes before it", node);
        }
        boolean poolingFirst = before.get().op() instanceof AveragePool;
        Node pooling = poolingFirst ? before.get() : node;
        if (!(pooling.op() instanceof AveragePool pool)) {
            return Match.no("neither it nor what comes before it is an average pooling", node);
        }
        return switch (Convolution.read(graph, poolingFirst ? node : before.get())) {
            case Match.No<Convolution>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Convolution>(Convolution convolution) -> {
                String obstacle = Chain.obstacle(graph, node.input(0), node);
                Geometry window = window(pool, convolution);
                if (obstacle != null || window == null) {
                    yield Match.no(obstacle != null
                            ? obstacle
                            : "its windows are not all of one size, or not full of numbers", pooling);
                }
                Geometry second = poolingFirst ? convolution.geometry() : window;
                yield second.isUnpadded()
                        ? Match.yes(new Found(pooling, convolution, window, poolingFirst))
                        : Match.no("the second of the two adds zeros around the result of the first", node);
            }
        };
    }

    private static @Nullable Geometry window(AveragePool pool, Convolution convolution) {
        Window window = pool.window();
        int axes = convolution.spread().axes();
        boolean explicit = window.autoPad() == Window.AutoPad.NOTSET && window.kernel().size() == axes
                && window.dilations().stream().allMatch(d -> d == 1) && window.pads().stream().allMatch(p -> p >= 0);
        boolean padded = window.pads().stream().anyMatch(p -> p > 0);
        if (!explicit || pool.ceilMode() || padded && !pool.countIncludePad()) {
            return null;
        }
        return new Geometry(axes == 1 ? new Axis(1, 1, 0, 0) : axis(window, 0), axis(window, axes - 1));
    }

    private static Axis axis(Window window, int axis) {
        return new Axis(window.kernel().get(axis), window.stride(axis), window.padBegin(axis), window.padEnd(axis));
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Convolution convolution = match.convolution();
        int channels = match.poolingFirst() ? convolution.inputs() : convolution.outputs();
        Kernel mean = mean(match.window(), channels);
        Geometry first = match.poolingFirst() ? match.window() : convolution.geometry();
        Geometry second = match.poolingFirst() ? convolution.geometry() : match.window();
        Kernel kernel = convolution.kernel();
        Kernel merged = (match.poolingFirst() ? mean : kernel).then(match.poolingFirst() ? kernel : mean,
                first.rows().stride(), first.columns().stride(), progress);
        Value input = match.poolingFirst() ? match.pooling().input(0) : convolution.input();
        convolution.replace(editor, input, merged, first.then(second));
        if (!match.poolingFirst()) {
            Chain.forgetExtents(graph, editor, convolution.node(), match.pooling());
            editor.replaceUses(match.pooling().output(), convolution.output());
            editor.remove(match.pooling());
        }
    }

    private static Kernel mean(Geometry window, int channels) {
        int taps = window.rows().kernel() * window.columns().kernel();
        double[] weights = new double[channels * taps];
        Arrays.fill(weights, 1.0 / taps);
        return Kernel.of(new Kernel.Extents(channels, channels, channels, window.rows().kernel(),
                window.columns().kernel()), weights, new double[channels]);
    }
}
