package dev.secateur.engine.data;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

import dev.secateur.engine.problem.ProblemException;

/// A data set cut in two: what is trained on, and what is held out to choose by.
///
/// @param training the larger part
/// @param heldOut the part that training never sees
public record Holdout(Dataset training, Dataset heldOut) {

    private static final double MOST = 0.9;

    /// Cuts a set so that each class gives the same share. The same seed gives the same parts.
    ///
    /// Both parts keep the order of the set, so that any beginning of them stays a fair sample of the classes.
    ///
    /// @param share of each class that is held out, above 0, at most 0.9; at least one picture is held out
    /// @throws ProblemException if a part would be empty
    public static Holdout of(Dataset data, double share, long seed) throws ProblemException {
        if (!(share > 0 && share <= MOST)) {
            throw ProblemException.ofSetting("cannot hold out a part of the data", data.name(),
                    "the share " + share + " is not between 0 and 0.9", "give 0.1, for instance");
        }
        boolean[] out = chosen(data, share, seed);
        int[] held = IntStream.range(0, data.size()).filter(i -> out[i]).toArray();
        int[] kept = IntStream.range(0, data.size()).filter(i -> !out[i]).toArray();
        if (held.length == 0 || kept.length == 0) {
            throw ProblemException.ofSetting("cannot hold out a part of the data", data.name(),
                    "it has only " + data.size() + " pictures", "use more pictures");
        }
        return new Holdout(new Subset(data, kept), new Subset(data, held));
    }

    /// The first pictures of a set.
    public static Dataset first(Dataset data, int count) {
        return count >= data.size() ? data : new Subset(data, IntStream.range(0, count).toArray());
    }

    /// Some pictures in a row.
    ///
    /// @param from the first one
    /// @param size how many, at most those that follow
    public static Dataset range(Dataset data, int from, int size) {
        return new Subset(data, IntStream.range(from, Math.min(data.size(), from + size)).toArray());
    }

    private static boolean[] chosen(Dataset data, double share, long seed) {
        boolean[] out = new boolean[data.size()];
        int[][] perClass = new int[data.classes().size()][];
        int[] counts = new int[perClass.length];
        for (int i = 0; i < data.size(); i++) {
            counts[data.label(i)]++;
        }
        Arrays.setAll(perClass, c -> new int[counts[c]]);
        for (int i = data.size() - 1; i >= 0; i--) {
            perClass[data.label(i)][--counts[data.label(i)]] = i;
        }
        double owed = 0;
        for (int c = 0; c < perClass.length; c++) {
            int[] order = perClass[c];
            Shuffle.inPlace(order, new Random(Shuffle.mix(seed, c, 0)));
            owed += share * order.length;
            int count = Math.min((int) Math.round(owed), order.length);
            owed -= count;
            for (int i = 0; i < count; i++) {
                out[order[i]] = true;
            }
        }
        return out;
    }
}
