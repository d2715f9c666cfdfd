package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.rewrite.Affine;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.Stored;
import dev.secateur.engine.tensor.DType;

/// Makes one batch normalisation of two in a row, or of one and a constant before or behind it that all channels share.
public final class MergeNormalisations implements Rule<MergeNormalisations.Found> {

    /// Two nodes in a row.
    ///
    /// @param kept the batch normalisation that stays
    /// @param values what both do
    public record Found(Affine first, Affine second, Node kept, Normalisation values) {}

    @Override
    public String name() {
        return "merge two normalisations";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        if (!(Affine.read(graph, node) instanceof Match.Yes<Affine>(Affine second))) {
            return Match.no("it is no normalisation with constant statistics and no constant", node);
        }
        Optional<Node> maker = graph.producer(second.input());
        if (maker.isEmpty() || !(Affine.read(graph, maker.get()) instanceof Match.Yes<Affine>(Affine first))) {
            return Match.no("no normalisation comes before it", node);
        }
        String obstacle = Chain.obstacle(graph, second.input(), node);
        if (obstacle != null) {
            return Match.no(obstacle, maker.get(), node);
        }
        boolean before = isNormalisation(maker.get());
        boolean behind = isNormalisation(node);
        boolean fits = before && behind || before && second.isShared() || behind && first.isShared();
        if (!fits) {
            return Match.no("one of the two is neither a batch normalisation nor one number", maker.get(), node);
        }
        int channels = Math.max(first.values().channels(), second.values().channels());
        Normalisation a = first.isShared() ? first.along(1, 2, channels) : first.values();
        Normalisation b = second.isShared() ? second.along(1, 2, channels) : second.values();
        return a == null || b == null || a.channels() != b.channels()
                ? Match.no("the two have different channels", maker.get(), node)
                : Match.yes(new Found(first, second, behind ? node : maker.get(), a.then(b)));
    }

    private static boolean isNormalisation(Node node) {
        return node.op() instanceof BatchNormalization;
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        Node kept = match.kept();
        BatchNormalization op = (BatchNormalization) kept.op();
        DType dtype = graph.constant(kept.input(1)).orElseThrow().dtype();
        int channels = match.values().channels();
        double[] scale = new double[channels];
        double[] shift = new double[channels];
        double[] ones = new double[channels];
        for (int c = 0; c < channels; c++) {
            scale[c] = match.values().factor(c) * Math.sqrt(1 + op.epsilon());
            shift[c] = match.values().offset(c);
            ones[c] = 1;
        }
        List<Value> operands = List.of(match.first().input(), constant(editor, kept, 1, scale, dtype),
                constant(editor, kept, 2, shift, dtype), constant(editor, kept, 3, new double[channels], dtype),
                constant(editor, kept, 4, ones, dtype));
        if (kept.id() != match.second().node().id()) {
            editor.replaceUses(match.second().node().output(), kept.output());
            editor.remove(match.second().node());
        }
        editor.setInputs(kept, operands);
    }

    private static Value constant(GraphEditor editor, Node node, int index, double[] values, DType dtype) {
        return editor.addConstant(editor.name(node.input(index)), Stored.of(values, dtype, values.length));
    }
}
