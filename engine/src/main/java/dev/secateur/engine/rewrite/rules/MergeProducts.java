package dev.secateur.engine.rewrite.rules;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Chain;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Product;
import dev.secateur.engine.rewrite.Rule;

/// Merges two matrix products in a row: `W = W1 W2`, `b = b1 W2 + b2`.
public final class MergeProducts implements Rule<MergeProducts.Found> {

    /// Rows between two looks at the progress.
    private static final int BATCH = 64;

    /// Two products in a row.
    public record Found(Product first, Product second) {}

    @Override
    public String name() {
        return "merge two matrix products";
    }

    @Override
    public Effect effect() {
        return Effect.REORDERS;
    }

    @Override
    public Match<Found> match(Graph graph, Node node) {
        return switch (Product.read(graph, node)) {
            case Match.No<Product>(String reason, List<Node> nodes) -> new Match.No<>(reason, nodes);
            case Match.Yes<Product>(Product second) -> {
                Optional<Node> maker = graph.producer(second.input());
                if (maker.isEmpty() || !(Linear.making(graph, maker.get()) instanceof Match.Yes<Linear>(Linear first))
                        || !(first instanceof Product product)) {
                    yield Match.no("no matrix product comes before it", node);
                }
                String obstacle = Chain.obstacle(graph, second.input(), node);
                yield obstacle == null
                        ? Match.yes(new Found(product, second.withBias(graph)))
                        : Match.no(obstacle, maker.get(), node);
            }
        };
    }

    @Override
    public void apply(Graph graph, Found match, GraphEditor editor, Progress progress) {
        double[] left = match.first().matrix();
        double[] right = match.second().matrix();
        double[] bias = match.first().offsets();
        double[] merged = product(left, right, match.second(), progress);
        double[] offsets = product(bias, right, match.second(), progress);
        double[] own = match.second().offsets();
        for (int o = 0; o < own.length; o++) {
            offsets[o] += own[o];
        }
        match.second().replace(editor, match.first().input(), merged, offsets);
    }

    private static double[] product(double[] left, double[] right, Product second, Progress progress) {
        int middle = second.inputs();
        int columns = second.outputs();
        int rows = left.length / middle;
        double[] product = new double[Math.multiplyExact(rows, columns)];
        for (int from = 0; from < rows; from += BATCH) {
            progress.check();
            IntStream.range(from, Math.min(rows, from + BATCH)).parallel().forEach(r -> {
                for (int m = 0; m < middle; m++) {
                    double factor = left[r * middle + m];
                    for (int c = 0; c < columns; c++) {
                        product[r * columns + c] += factor * right[m * columns + c];
                    }
                }
            });
        }
        return product;
    }
}
