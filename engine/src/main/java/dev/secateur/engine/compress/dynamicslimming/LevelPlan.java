package dev.secateur.engine.compress.dynamicslimming;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The levels: pictures whose thresholds are alike go through one network.
///
/// @param centres of each level, the mean parts of the highest thresholds of its pictures; the narrowest level comes first
/// @param widths of each level: channels of every layer
/// @param parts of the pictures that go to each level
record LevelPlan(double[][] centres, int[][] widths, double[] parts) {

    private static final int ROUNDS = 60;
    private static final int TRIALS = 40;
    private static final double WIDEST = 1.6;
    private static final double NARROWEST = 0.4;

    /// Finds levels: means of the thresholds (Lloyd 1982) that begin as equal shares of the pictures in the order of their costs. Widths are
    /// what the pictures of a level need in the mean, times one factor, rounded; the factor is the largest at which the mean costs
    /// stay within the target.
    ///
    /// @param foretold for pictures of training
    /// @param share of the network's multiply-accumulates that is wanted in the mean
    static LevelPlan of(GatedNetwork network, MacModel macs, Foretold foretold, Levels levels, double share) {
        if (network.grades() != null) {
            return of(network, network.grades(), foretold);
        }
        double[][] points = Arrays.stream(foretold.outputs()).map(LevelPlan::parts).toArray(double[][]::new);
        double[] costs = foretold.shares(network, macs);
        int[] order = IntStream.range(0, points.length).boxed().sorted(Comparator.comparing(i -> costs[i]))
                .mapToInt(Integer::intValue).toArray();
        int[] level = new int[points.length];
        for (int i = 0; i < order.length; i++) {
            level[order[i]] = (int) ((long) i * levels.count() / order.length);
        }
        double[][] centres = centres(points, level, levels.count());
        for (int round = 0; round < ROUNDS; round++) {
            int[] next = Arrays.stream(points).mapToInt(p -> nearest(centres, p)).toArray();
            if (Arrays.equals(next, level)) {
                break;
            }
            level = next;
            double[][] moved = centres(points, level, levels.count());
            for (int k = 0; k < moved.length; k++) {
                if (moved[k].length > 0) {
                    centres[k] = moved[k];
                }
            }
        }
        return widths(new Found(network, macs, foretold, centres, level), levels, share);
    }

    /// The levels that a network with grades has already.
    private static LevelPlan of(GatedNetwork network, Grades grades, Foretold foretold) {
        double[] parts = new double[grades.count()];
        int[][] widths = new int[grades.count()][network.layers().size()];
        for (float[] outputs : foretold.outputs()) {
            parts[grades.of(outputs)] += 1.0 / foretold.size();
        }
        for (int k = 0; k < widths.length; k++) {
            for (int l = 0; l < widths[k].length; l++) {
                widths[k][l] = Thresholds.kept(network.sizes()[l],
                        (float) grades.parts()[k][l] * (float) network.highest()[l]);
            }
        }
        return new LevelPlan(grades.centres(), widths, parts);
    }

    /// @param level of each picture
    private record Found(GatedNetwork network, MacModel macs, Foretold foretold, double[][] centres, int[] level) {}

    /// The parts of the highest thresholds, from what the predictor says.
    static double[] parts(float[] outputs) {
        return IntStream.range(0, outputs.length).mapToDouble(l -> Thresholds.sigmoid(outputs[l])).toArray();
    }

    /// The nearest centre by the square of the distance, the first of equals.
    static int nearest(double[][] centres, double[] point) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int k = 0; k < centres.length; k++) {
            double distance = 0;
            for (int l = 0; l < point.length; l++) {
                distance += (point[l] - centres[k][l]) * (point[l] - centres[k][l]);
            }
            if (distance < least) {
                least = distance;
                best = k;
            }
        }
        return best;
    }

    private static double[][] centres(double[][] points, int[] level, int count) {
        double[][] sums = new double[count][];
        int[] members = new int[count];
        for (int i = 0; i < points.length; i++) {
            int k = level[i];
            members[k]++;
            double[] sum = sums[k] == null ? new double[points[i].length] : sums[k];
            for (int l = 0; l < sum.length; l++) {
                sum[l] += points[i][l];
            }
            sums[k] = sum;
        }
        for (int k = 0; k < count; k++) {
            int of = members[k];
            sums[k] = of == 0 ? new double[0] : Arrays.stream(sums[k]).map(s -> s / of).toArray();
        }
        return sums;
    }

    private static LevelPlan widths(Found found, Levels levels, double share) {
        int[] used = IntStream.range(0, found.centres().length)
                .filter(k -> Arrays.stream(found.level()).anyMatch(l -> l == k)).toArray();
        double[][] means = new double[used.length][];
        double[] parts = new double[used.length];
        for (int k = 0; k < used.length; k++) {
            means[k] = mean(found, used[k]);
            int level = used[k];
            parts[k] = (double) Arrays.stream(found.level()).filter(l -> l == level).count() / found.level().length;
        }
        int[][] best = rounded(found.network(), means, NARROWEST, levels.round());
        for (int trial = 0; trial <= TRIALS; trial++) {
            double factor = NARROWEST + (WIDEST - NARROWEST) * trial / TRIALS;
            int[][] widths = rounded(found.network(), means, factor, levels.round());
            if (cost(found, widths, parts) <= share) {
                best = widths;
            }
        }
        int[][] chosen = widened(found, best, means, new Aim(parts, levels.round(), share));
        Integer[] order = IntStream.range(0, used.length).boxed()
                .sorted(Comparator.comparing(k -> found.macs().share(found.network().shares(chosen[k]))))
                .toArray(Integer[]::new);
        return new LevelPlan(Arrays.stream(order).map(k -> found.centres()[used[k]]).toArray(double[][]::new),
                Arrays.stream(order).map(k -> chosen[k]).toArray(int[][]::new),
                Arrays.stream(order).mapToDouble(k -> parts[k]).toArray());
    }

    /// @param parts of the pictures that go to each level
    /// @param share that is wanted in the mean
    private record Aim(double[] parts, int round, double share) {}

    /// Gives what the rounding left over to the layers that lost most by it, one step of a level at a time.
    private static int[][] widened(Found found, int[][] widths, double[][] means, Aim aim) {
        int[][] wider = Arrays.stream(widths).map(int[]::clone).toArray(int[][]::new);
        while (true) {
            int level = -1;
            int layer = -1;
            double most = 0;
            for (int k = 0; k < wider.length; k++) {
                for (int l = 0; l < wider[k].length; l++) {
                    int all = found.network().sizes()[l].length;
                    double lost = (means[k][l] - wider[k][l]) / all;
                    if (lost > most
                            && isWithin(found, wider, new Step(k, l, Math.min(all, wider[k][l] + aim.round())), aim)) {
                        most = lost;
                        level = k;
                        layer = l;
                    }
                }
            }
            if (level < 0) {
                return wider;
            }
            wider[level][layer] = Math.min(found.network().sizes()[layer].length, wider[level][layer] + aim.round());
        }
    }

    private record Step(int level, int layer, int width) {}

    private static boolean isWithin(Found found, int[][] widths, Step step, Aim aim) {
        int[][] tried = Arrays.stream(widths).map(int[]::clone).toArray(int[][]::new);
        tried[step.level()][step.layer()] = step.width();
        return cost(found, tried, aim.parts()) <= aim.share();
    }

    private static double[] mean(Found found, int level) {
        double[] sum = new double[found.network().layers().size()];
        int members = 0;
        for (int i = 0; i < found.level().length; i++) {
            if (found.level()[i] == level) {
                int[] kept = found.network().kept(found.foretold().outputs()[i]);
                members++;
                for (int l = 0; l < sum.length; l++) {
                    sum[l] += kept[l];
                }
            }
        }
        int of = members;
        return Arrays.stream(sum).map(s -> s / of).toArray();
    }

    private static int[][] rounded(GatedNetwork network, double[][] means, double factor, int round) {
        int[][] widths = new int[means.length][network.layers().size()];
        for (int k = 0; k < means.length; k++) {
            for (int l = 0; l < widths[k].length; l++) {
                int all = network.sizes()[l].length;
                int width = (int) Math.round(means[k][l] * factor / round) * round;
                widths[k][l] = Math.clamp(width, Math.min(round, all), all);
            }
        }
        return widths;
    }

    private static double cost(Found found, int[][] widths, double[] parts) {
        double sum = 0;
        for (int k = 0; k < widths.length; k++) {
            sum += parts[k] * found.macs().share(found.network().shares(widths[k]));
        }
        return sum;
    }

    /// True if there are levels to choose from: where the predictor says nearly the same of all pictures, they take one.
    boolean hasChoice() {
        return count() > 1;
    }

    int count() {
        return widths.length;
    }

    /// The mean share of multiply-accumulates over pictures.
    double share(GatedNetwork network, MacModel macs, Foretold foretold) {
        return Arrays.stream(foretold.outputs())
                .mapToDouble(o -> macs.share(network.shares(widths[nearest(centres, parts(o))]))).average().orElse(1);
    }
}
