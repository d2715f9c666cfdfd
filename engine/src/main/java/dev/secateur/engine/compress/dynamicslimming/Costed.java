package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.problem.ProblemException;

/// Puts into a report what pictures cost.
///
/// @param pictures their numbers in the set
/// @param shares what each costs, in parts of the dense multiply-accumulates
/// @param sure how sure the network is of each of the first ones, 0 to 1; may be empty
record Costed(Dataset data, int[] pictures, double[] shares, double[] sure) {

    private static final int BINS = 40;
    private static final int EXAMPLES = 12;
    private static final int SIDE = 64;
    private static final int TENTH = 10;

    DynamicReport.Costs report(String described) throws ProblemException {
        int[] histogram = new int[BINS];
        for (double share : shares) {
            histogram[Math.clamp((int) (share * BINS), 0, BINS - 1)]++;
        }
        double mean = Settling.mean(shares);
        double deviation = Math.sqrt(Arrays.stream(shares).map(s -> (s - mean) * (s - mean)).average().orElse(0));
        List<Integer> order = IntStream.range(0, shares.length).boxed().sorted(Comparator.comparing(i -> shares[i]))
                .toList();
        List<Integer> bySureness = IntStream.range(0, sure.length).boxed().sorted(Comparator.comparing(i -> -sure[i]))
                .toList();
        int tenth = sure.length / TENTH;
        return new DynamicReport.Costs(described, shares.length, mean, Arrays.stream(shares).min().orElse(1),
                Arrays.stream(shares).max().orElse(1), deviation, Arrays.stream(histogram).boxed().toList(),
                mean(bySureness.subList(0, tenth)), mean(bySureness.subList(sure.length - tenth, sure.length)),
                examples(order), examples(order.reversed()));
    }

    private double mean(List<Integer> of) {
        return of.stream().mapToDouble(i -> shares[i]).average().orElse(Double.NaN);
    }

    /// The first pictures of an order, at most a few of each class.
    private List<DynamicReport.Example> examples(List<Integer> order) throws ProblemException {
        int classes = Math.max(1, data.classes().size());
        int each = Math.max(1, Math.ceilDiv(EXAMPLES, classes) + 1);
        int[] taken = new int[classes];
        List<DynamicReport.Example> examples = new ArrayList<>();
        for (int i : order) {
            if (examples.size() == EXAMPLES) {
                break;
            }
            int label = data.label(pictures[i]);
            if (taken[label]++ < each) {
                examples.add(example(i, label));
            }
        }
        return examples;
    }

    private DynamicReport.Example example(int index, int label) throws ProblemException {
        int picture = pictures[index];
        Dataset.Extents extents = data.extents();
        float[] values = data.image(picture);
        int side = Math.min(SIDE, Math.max(extents.height(), extents.width()));
        byte[] pixels = new byte[side * side * 3];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = y * extents.height() / side * extents.width() + x * extents.width() / side;
                for (int c = 0; c < 3; c++) {
                    int channel = Math.min(c, extents.channels() - 1);
                    float value = values[channel * extents.height() * extents.width() + from];
                    pixels[(y * side + x) * 3 + c] = (byte) Math.clamp(Math.round(value), 0, 255);
                }
            }
        }
        return new DynamicReport.Example(data.source(picture), data.classes().get(label), shares[index], side,
                Base64.getEncoder().encodeToString(pixels));
    }
}
