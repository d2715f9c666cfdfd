package dev.secateur.engine.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a network said of each picture.
///
/// @param classes names of the classes
/// @param samples the pictures' numbers in the set
/// @param labels their classes
/// @param predicted the classes with the highest scores
public record Outcomes(List<String> classes, int[] samples, int[] labels, int[] predicted) {

    public Outcomes {
        classes = List.copyOf(classes);
    }

    /// Counts by true class (row) and predicted class (column).
    public int[][] confusion() {
        int[][] counts = new int[classes.size()][classes.size()];
        for (int i = 0; i < labels.length; i++) {
            counts[labels[i]][predicted[i]]++;
        }
        return counts;
    }

    /// For each class the fraction (0 to 1) of its pictures that were found; NaN where there were none.
    public double[] perClass() {
        int[][] confusion = confusion();
        double[] accuracy = new double[confusion.length];
        for (int c = 0; c < confusion.length; c++) {
            int total = 0;
            for (int count : confusion[c]) {
                total += count;
            }
            accuracy[c] = total == 0 ? Double.NaN : (double) confusion[c][c] / total;
        }
        return accuracy;
    }

    /// The fraction (0 to 1) of pictures of which both networks say the same, whether right or wrong.
    ///
    /// @throws IllegalArgumentException if the two were not asked about the same pictures
    public double agreement(Outcomes other) {
        return 1 - (double) disagreements(other).size() / predicted.length;
    }

    /// The pictures of which the two networks say different things, in the order of the set.
    ///
    /// @throws IllegalArgumentException if the two were not asked about the same pictures
    public List<Disagreement> disagreements(Outcomes other) {
        if (!Arrays.equals(samples, other.samples) || samples.length == 0) {
            throw new IllegalArgumentException("outcomes of different pictures");
        }
        List<Disagreement> found = new ArrayList<>();
        for (int i = 0; i < predicted.length; i++) {
            if (predicted[i] != other.predicted[i]) {
                found.add(new Disagreement(samples[i], labels[i], predicted[i], other.predicted[i]));
            }
        }
        return found;
    }

    /// A picture of which two networks say different things.
    ///
    /// @param sample its number in the set
    /// @param label its class
    /// @param first what the first network says
    /// @param second what the second one says
    public record Disagreement(int sample, int label, int first, int second) {}
}
