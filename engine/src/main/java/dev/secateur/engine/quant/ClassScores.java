package dev.secateur.engine.quant;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.Softmax;

/// How the first result of a classifier is read: as probabilities where the network ends in a softmax, as scores before one else.
public enum ClassScores {

    /// Any numbers.
    SCORES,
    /// Numbers of 0 to 1 that add up to 1.
    PROBABILITIES;

    /// What a network gives.
    public static ClassScores of(Graph graph) {
        return graph.producer(graph.outputs().getFirst()).filter(n -> n.op() instanceof Softmax).isPresent()
                ? PROBABILITIES
                : SCORES;
    }

    /// Makes of the results for one sample the logarithms of class probabilities, in place.
    public void toLogarithms(double[] row) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < row.length; c++) {
            row[c] = this == PROBABILITIES ? Math.log(Math.max(row[c], Float.MIN_NORMAL)) : row[c];
            highest = Math.max(highest, row[c]);
        }
        double sum = 0;
        for (double score : row) {
            sum += Math.exp(score - highest);
        }
        double all = highest + Math.log(sum);
        for (int c = 0; c < row.length; c++) {
            row[c] -= all;
        }
    }
}
