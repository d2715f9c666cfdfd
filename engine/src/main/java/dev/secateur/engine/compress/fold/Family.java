package dev.secateur.engine.compress.fold;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Effect;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.rewrite.Rule;
import dev.secateur.engine.rewrite.rules.AbsorbIdentitySkip;
import dev.secateur.engine.rewrite.rules.AbsorbNormalisationSkip;
import dev.secateur.engine.rewrite.rules.AbsorbProductSkip;
import dev.secateur.engine.rewrite.rules.AbsorbProjectionSkip;
import dev.secateur.engine.rewrite.rules.ConvolutionPair;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.rewrite.rules.FoldConstant;
import dev.secateur.engine.rewrite.rules.FoldPad;
import dev.secateur.engine.rewrite.rules.FoldPreceding;
import dev.secateur.engine.rewrite.rules.MergeAveragePool;
import dev.secateur.engine.rewrite.rules.MergeConvolutions;
import dev.secateur.engine.rewrite.rules.MergeNormalisations;
import dev.secateur.engine.rewrite.rules.MergeProducts;
import dev.secateur.engine.rewrite.rules.RemoveIdentity;

/// The rules that a configuration asks for.
final class Family {

    private Family() {}

    /// In the order in which they are tried.
    static List<Rule<?>> rules(FoldConfig config) {
        List<Rule<?>> rules = new ArrayList<>();
        if (config.identities()) {
            rules.add(new RemoveIdentity());
        }
        if (config.normalisations()) {
            rules.add(new FoldBatchNorm());
            rules.add(new MergeNormalisations());
            rules.add(new FoldPreceding(FoldPreceding.Kind.NORMALISATION));
        }
        if (config.constants()) {
            rules.add(new FoldConstant());
            rules.add(new FoldPreceding(FoldPreceding.Kind.CONSTANT));
        }
        if (config.borders()) {
            rules.add(new FoldPad());
        }
        if (config.parallel()) {
            rules.add(new AbsorbProjectionSkip());
            rules.add(new AbsorbNormalisationSkip());
            rules.add(new AbsorbIdentitySkip());
            rules.add(new AbsorbProductSkip());
        }
        if (config.chains()) {
            rules.add(new Guarded<>(new MergeConvolutions(), Family::pays));
            rules.add(new Guarded<>(new MergeProducts(), Family::pays));
        }
        if (config.pooling()) {
            rules.add(new MergeAveragePool());
        }
        return rules;
    }

    /// Work is counted for each input pixel, borders left aside.
    private static boolean pays(ConvolutionPair pair) {
        double first = step(pair.first());
        double both = first * step(pair.second());
        long weights = pair.first().weights() + pair.second().weights();
        return pair.mergedWeights() <= weights
                && pair.mergedWeights() / both <= pair.first().weights() / first + pair.second().weights() / both;
    }

    private static double step(Convolution convolution) {
        return (double) convolution.geometry().rows().stride() * convolution.geometry().columns().stride();
    }

    private static boolean pays(MergeProducts.Found pair) {
        return (long) pair.first().inputs() * pair.second().outputs() <= pair.first().weights()
                + pair.second().weights();
    }

    /// A rule that applies only where it pays.
    ///
    /// @param pays tells for a match
    private record Guarded<M>(Rule<M> rule, java.util.function.Predicate<M> pays) implements Rule<M> {

        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public Effect effect() {
            return rule.effect();
        }

        @Override
        public Match<M> match(Graph graph, Node node) {
            Match<M> match = rule.match(graph, node);
            return match instanceof Match.Yes<M>(M found) && !pays.test(found)
                    ? Match.no("one operator would have more to do than the two", node)
                    : match;
        }

        @Override
        public void apply(Graph graph, M match, GraphEditor editor, Progress progress) {
            rule.apply(graph, match, editor, progress);
        }
    }
}
