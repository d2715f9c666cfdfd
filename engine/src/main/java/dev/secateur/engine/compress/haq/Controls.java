package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// The ways to choose that a learning agent has to beat.
final class Controls {

    private final Room room;
    private final BitTask task;

    Controls(Room room) {
        this.room = room;
        this.task = room.task();
    }

    /// The most bits that all free layers can have alike.
    int[][] uniform() {
        int bits = BitTask.MOST;
        while (bits > BitTask.LEAST && !task.fits(task.cost(task.uniform(bits)))) {
            bits--;
        }
        return task.uniform(bits);
    }

    /// The best of drawn policies, brought within the budget like those of the agent.
    Room.Trial random(Progress progress) throws ProblemException {
        SplittableRandom random = new SplittableRandom(room.seed() ^ 0x5DEECE66DL);
        int count = room.episodes().count();
        List<Room.Trial> trials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            progress.report((double) i / count, "Random policy " + (i + 1) + " of " + count);
            int[][] policy = task.uniform(BitTask.MOST);
            for (int l = 0; l < policy.length; l++) {
                for (int part = 0; part < task.parts() && !task.isFixed(l); part++) {
                    policy[l][part] = BitAction.bits(random.nextDouble());
                }
            }
            trials.add(room.trial(SearchKind.RANDOM, i, true, task.within(policy), progress));
        }
        return Room.best(trials);
    }

    /// From 8 bits down: each time the bit goes whose layer loses least for what it saves.
    ///
    /// @param losses `[layer][part][bits - 2]`
    int[][] greedy(double[][][] losses) {
        int[][] policy = task.uniform(BitTask.MOST);
        double cost = task.cost(policy);
        while (!task.fits(cost)) {
            int best = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int step = 0; step < 2 * policy.length; step++) {
                int[] bits = policy[step / 2];
                int part = step % 2;
                if (task.isFixed(step / 2) || bits[part] == BitTask.LEAST || part >= task.parts()) {
                    continue;
                }
                double[] own = losses[step / 2][part];
                double lost = Math.max(0, own[bits[part] - 1 - BitTask.LEAST] - own[bits[part] - BitTask.LEAST]);
                double price = lost / Math.max(Double.MIN_NORMAL, saved(step / 2, bits, part));
                if (price < least) {
                    least = price;
                    best = step;
                }
            }
            policy[best / 2][best % 2]--;
            cost = task.cost(policy);
        }
        return policy;
    }

    private double saved(int layer, int[] bits, int part) {
        return task.costs().of(layer, bits[0], bits[1])
                - task.costs().of(layer, bits[0] - (part == 0 ? 1 : 0), bits[1] - part);
    }

    /// The least sum of losses within the budget.
    ///
    /// @param losses `[layer][part][bits - 2]`
    int[][] knapsack(double[][][] losses) {
        double[][] cost = new double[task.size()][];
        double[][] loss = new double[task.size()][];
        List<List<int[]>> options = new ArrayList<>();
        for (int l = 0; l < cost.length; l++) {
            int layer = l;
            List<int[]> own = room.options(l);
            options.add(own);
            cost[l] = own.stream().mapToDouble(o -> task.costs().of(layer, o[0], o[1])).toArray();
            loss[l] = own.stream().mapToDouble(o -> losses[layer][0][o[0] - BitTask.LEAST]
                    + losses[layer][1][o[1] - BitTask.LEAST]).toArray();
        }
        int[] chosen = Knapsack.solve(cost, loss, task.budget());
        int[][] policy = new int[chosen.length][];
        for (int l = 0; l < chosen.length; l++) {
            policy[l] = options.get(l).get(chosen[l]).clone();
        }
        return policy;
    }
}
