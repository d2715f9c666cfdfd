package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Var;

/// Moves architecture parameters by what operations come to on pictures that the weights never see.
///
/// @param gates of the edges, in their order
record Architect(Alphas alphas, List<Gate> gates, Costs costs, Pressure pressure, SearchConfig config) {

    private static final double KEPT_BASELINE = 0.9;

    /// One step.
    ///
    /// @param index of the step, which says which pictures
    void step(Validation validation, long index, SplittableRandom random) {
        switch (config.algorithm()) {
            case TWO_PATHS -> twoPaths(validation, index, random);
            case FULL -> full(validation, index, random);
            case REINFORCE -> reinforce(validation, index, random);
        }
    }

    private void twoPaths(Validation validation, long index, SplittableRandom random) {
        double[][] values = alphas.values();
        int[][] pairs = new int[values.length][];
        double[][] shares = new double[values.length][];
        double[][] gradients;
        try (Scope scope = Scope.open()) {
            for (int e = 0; e < values.length; e++) {
                int[] pair = Softmax.drawTwo(Softmax.of(values[e]), random);
                double[] share = Softmax.of(new double[]{values[e][pair[0]], values[e][pair[1]]});
                gates.get(e).compare(pair[Softmax.draw(share, random)], pair);
                pairs[e] = pair;
                shares[e] = share;
            }
            gradients = gradients(validation, index, pairs, shares);
        }
        alphas.step(gradients, config.alphaLr());
        alphas.assign(rescaled(values, alphas.values(), pairs));
    }

    /// Takes from both what leaves the probability of the pair, hence those of all other operations, as it was.
    static double[][] rescaled(double[][] before, double[][] after, int[][] pairs) {
        double[][] rescaled = Arrays.stream(after).map(double[]::clone).toArray(double[][]::new);
        for (int e = 0; e < pairs.length; e++) {
            int a = pairs[e][0];
            int b = pairs[e][1];
            double offset = together(after[e][a], after[e][b]) - together(before[e][a], before[e][b]);
            rescaled[e][a] -= offset;
            rescaled[e][b] -= offset;
        }
        return rescaled;
    }

    /// `log(e^a + e^b)`.
    private static double together(double a, double b) {
        double most = Math.max(a, b);
        return most + Math.log(Math.exp(a - most) + Math.exp(b - most));
    }

    private void full(Validation validation, long index, SplittableRandom random) {
        double[][] shares = alphas.probabilities();
        int[][] all = Arrays.stream(shares).map(s -> IntStream.range(0, s.length).toArray()).toArray(int[][]::new);
        double[][] gradients;
        try (Scope scope = Scope.open()) {
            for (int e = 0; e < shares.length; e++) {
                gates.get(e).compare(Softmax.draw(shares[e], random), all[e]);
            }
            gradients = gradients(validation, index, all, shares);
        }
        alphas.step(gradients, config.alphaLr());
    }

    /// Of loss and cost, with the operations that are compared.
    ///
    /// @param compared of each edge
    /// @param shares their probabilities among each other
    private double[][] gradients(Validation validation, long index, int[][] compared, double[][] shares) {
        List<Var> variables = new ArrayList<>();
        gates.forEach(g -> variables.addAll(g.gates()));
        Validation.Judged judged = validation.judge(index, variables);
        double cost = costs.base();
        for (int e = 0; e < compared.length; e++) {
            double[] own = costs.operations().get(e);
            for (int i = 0; i < compared[e].length; i++) {
                cost += shares[e][i] * own[compared[e][i]];
            }
        }
        Pressure.Bearing bearing = pressure.on(judged.loss(), cost);
        double[][] gradients = Arrays.stream(alphas.values()).map(a -> new double[a.length]).toArray(double[][]::new);
        int at = 0;
        for (int e = 0; e < compared.length; e++) {
            double[] slopes = new double[compared[e].length];
            for (int i = 0; i < slopes.length; i++) {
                slopes[i] = bearing.factor() * judged.slopes()[at++]
                        + bearing.slope() * costs.operations().get(e)[compared[e][i]];
            }
            double[] back = Softmax.back(shares[e], slopes);
            for (int i = 0; i < back.length; i++) {
                gradients[e][compared[e][i]] = back[i];
            }
        }
        return gradients;
    }

    private void reinforce(Validation validation, long index, SplittableRandom random) {
        double[][] shares = alphas.probabilities();
        int samples = config.samples();
        double[] rewards = new double[samples];
        int[][] drawn = new int[samples][];
        for (int m = 0; m < samples; m++) {
            int[] choice = Arrays.stream(shares).mapToInt(s -> Softmax.draw(s, random)).toArray();
            for (int e = 0; e < choice.length; e++) {
                gates.get(e).run(choice[e]);
            }
            drawn[m] = choice;
            rewards[m] = pressure.reward(validation.judge(index, List.of()).accuracy(), costs.of(choice));
        }
        double baseline = alphas.baseline(Arrays.stream(rewards).average().orElse(0), KEPT_BASELINE);
        alphas.step(policyGradients(shares, drawn, rewards, baseline), config.alphaLr());
    }

    /// The mean of `(R - b) * grad(-log p)` over the networks.
    static double[][] policyGradients(double[][] shares, int[][] drawn, double[] rewards, double baseline) {
        double[][] gradients = Arrays.stream(shares).map(s -> new double[s.length]).toArray(double[][]::new);
        for (int m = 0; m < drawn.length; m++) {
            double advantage = (rewards[m] - baseline) / drawn.length;
            for (int e = 0; e < shares.length; e++) {
                for (int i = 0; i < shares[e].length; i++) {
                    gradients[e][i] += advantage * (shares[e][i] - (i == drawn[m][e] ? 1 : 0));
                }
            }
        }
        return gradients;
    }
}
