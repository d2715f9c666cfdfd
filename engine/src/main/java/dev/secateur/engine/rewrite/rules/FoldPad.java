package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Pad;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.tensor.Tensor;

/// Gives a convolution the zeros that a `Pad` puts around its input.
public final class FoldPad implements Rule<FoldPad.Found> {

    /// A border of zeros and the convolution after it.
    ///
    /// @param geometry of the convolution with the border
    public record Found(Node pad, Convolution convolution, Geometry geometry) {}

    @Override
    public String name() {
        return "fold a border of zeros into the convolution after it";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        return switch (Convolution.read(graph, node)) {
            case Match.No<Convolution>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Convolution>(Convolution convolution) -> before(graph, convolution);
        };
    }

    private static Match<Found> before(Graph graph, Convolution convolution) {
        Node node = convolution.node();
        Optional<Node> maker = graph.producer(convolution.input());
        if (maker.isEmpty() || !(maker.get().op() instanceof Pad pad)) {
            return Match.no("no border comes before it", node);
        }
        String obstacle = Chain.obstacle(graph, convolution.input(), node);
        if (obstacle != null) {
            return Match.no(obstacle, maker.get(), node);
        }
        long[] pads = zeros(graph, maker.get(), pad);
        if (pads == null) {
            return Match.no("the border is not of a constant number of zeros", maker.get(), node);
        }
        int axes = convolution.spread().axes();
        int rank = axes + 2;
        boolean fits = pads.length == 2 * rank;
        for (int i = 0; fits && i < pads.length; i++) {
            fits = i % rank < 2 ? pads[i] == 0 : pads[i] >= 0;
        }
        if (!fits) {
            return Match.no("the border lies along channels or samples, or takes something away", maker.get(), node);
        }
        Geometry old = convolution.geometry();
        Axis rows = axes == 1 ? old.rows() : wider(old.rows(), pads[2], pads[rank + 2]);
        Axis columns = wider(old.columns(), pads[rank - 1], pads[2 * rank - 1]);
        return Match.yes(new Found(maker.get(), convolution, new Geometry(rows, columns)));
    }

    private static Axis wider(Axis axis, long begin, long end) {
        return new Axis(axis.kernel(), axis.stride(), Math.toIntExact(axis.begin() + begin),
                Math.toIntExact(axis.end() + end));
    }

    /// Begins of all axes, then ends; null if they or the number put there are not constant, or that is not zero.
    private static long @Nullable [] zeros(Graph graph, Node node, Pad pad) {
        Tensor value = graph.constant(node.input(2)).orElse(null);
        boolean zero = pad.value() != null
                ? pad.value() == 0
                : !node.input(2).isPresent() || value != null && value.elements() == 1 && value.doubleAt(0) == 0;
        if (!pad.mode().equals("constant") || !zero || node.input(3).isPresent()) {
            return null;
        }
        List<Long> attribute = pad.pads();
        return attribute != null
                ? attribute.stream().mapToLong(p -> p).toArray()
                : graph.constant(node.input(1)).map(Tensor::toLongs).orElse(null);
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        match.convolution().reshape(editor, match.geometry());
        editor.setInput(match.convolution().node(), 0, match.pad().input(0));
    }
}
