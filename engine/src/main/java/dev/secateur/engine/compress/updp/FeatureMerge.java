package dev.secateur.engine.compress.updp;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Linear;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Normalisation;
import dev.secateur.engine.rewrite.Product;

/// Makes one layer of a path without activations, its shortcut included. Products count as 1×1 kernels.
final class FeatureMerge {

    private final Progress progress;
    private @Nullable Kernel kernel;
    private @Nullable Normalisation before;

    private FeatureMerge(Progress progress) {
        this.progress = progress;
    }

    /// The network with the path that ends in this addition merged.
    static Graph at(Graph graph, int addition, Progress progress) {
        Node end = graph.node(addition).orElseThrow();
        if (!(FeatureChain.endingIn(graph, end) instanceof Match.Yes<FeatureChain>(FeatureChain chain))) {
            throw new IllegalStateException("the path to " + graph.name(end) + " was readable and is not any more");
        }
        FeatureMerge merge = new FeatureMerge(progress);
        chain.steps().forEach(merge::take);
        return merge.written(graph, chain);
    }

    private void take(Step step) {
        progress.check();
        switch (step) {
            case Step.Layer(Linear linear) -> layer(linear);
            case Step.Scale(var affine) -> scale(affine.isShared()
                    ? shared(affine.values(), channels())
                    : affine.values());
            case Step.Turn t -> {
            }
            case Step.Norm n -> throw new IllegalStateException("a layer normalisation is left");
            case Step.Bend b -> throw new IllegalStateException("an activation is left");
        }
    }

    private int channels() {
        return kernel == null ? 1 : kernel.outputs();
    }

    private static Normalisation shared(Normalisation one, int channels) {
        double[] factor = new double[channels];
        double[] offset = new double[channels];
        Arrays.fill(factor, one.factor(0));
        Arrays.fill(offset, one.offset(0));
        return Normalisation.of(factor, offset);
    }

    private void scale(Normalisation values) {
        Kernel now = kernel;
        if (now == null) {
            before = before == null ? values : before.then(values);
        } else {
            kernel = now.foldNormalisation(values);
        }
    }

    private void layer(Linear linear) {
        Kernel own = switch (linear) {
            case Convolution c -> c.kernel();
            case Product p -> pointwise(p);
            default -> throw new IllegalStateException("no layer that was called readable");
        };
        Normalisation first = before;
        Kernel now = kernel;
        before = null;
        own = first == null ? own : own.foldPrecedingNormalisation(first);
        kernel = now == null ? own : now.then(own, 1, 1, progress);
    }

    private static Kernel pointwise(Product product) {
        double[] matrix = product.matrix();
        int inputs = product.inputs();
        int outputs = product.outputs();
        double[] weights = new double[matrix.length];
        for (int i = 0; i < inputs; i++) {
            for (int o = 0; o < outputs; o++) {
                weights[o * inputs + i] = matrix[i * outputs + o];
            }
        }
        return Kernel.of(new Kernel.Extents(outputs, inputs, 1, 1, 1), weights, product.offsets());
    }

    private Graph written(Graph graph, FeatureChain chain) {
        Kernel merged = Objects.requireNonNull(kernel).dense();
        GraphEditor editor = graph.edit();
        List<Linear> layers = chain.layers();
        if (layers.getFirst() instanceof Convolution front) {
            Kernel whole = merged.plusIdentity(front.geometry().rows().begin(), front.geometry().columns().begin());
            editor.replaceUses(chain.addition().output(), front.output());
            front.replace(editor, chain.entry(), whole, front.geometry());
        } else {
            Product last = (Product) layers.getLast();
            editor.replaceUses(chain.addition().output(), last.output());
            replace(editor, last, chain, merged.plusIdentity(0, 0));
        }
        editor.removeUnused();
        return editor.build();
    }

    private static void replace(GraphEditor editor, Product last, FeatureChain chain, Kernel kernel) {
        int width = kernel.outputs();
        double[] matrix = new double[width * width];
        double[] offsets = new double[width];
        for (int o = 0; o < width; o++) {
            offsets[o] = kernel.bias(o);
            for (int i = 0; i < width; i++) {
                matrix[i * width + o] = kernel.weight(o, i, 0, 0);
            }
        }
        last.replace(editor, chain.entry(), matrix, offsets);
    }
}
