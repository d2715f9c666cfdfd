package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// What a search works in: the task, whom to ask how good a policy is, and who wants to know.
///
/// @param seed of everything random
/// @param origin accuracy of the float32 network on the pictures of the episodes, 0 to 1
/// @param tried learns of each policy that was tried
record Room(BitTask task, Judge judge, Episodes episodes, long seed, double origin, Consumer<Trial> tried) {

    private static final double REWARD_PER_POINT = 0.1;

    /// A policy that was tried.
    ///
    /// @param search by which way to choose
    /// @param index from 0 on
    /// @param warmUp true if it was drawn
    /// @param reward a tenth of the points of accuracy won, below 0 for points lost
    /// @param accuracy on the pictures of the episodes, 0 to 1
    /// @param cost what it spends
    record Trial(SearchKind search, int index, boolean warmUp, double reward, double accuracy, double cost,
            int[][] policy) {}

    /// Tries a policy that is within the budget.
    Trial trial(SearchKind search, int index, boolean warmUp, int[][] policy, Progress progress)
            throws ProblemException {
        double accuracy = judge.accuracy(policy, progress);
        Trial trial = new Trial(search, index, warmUp, REWARD_PER_POINT * 100 * (accuracy - origin), accuracy,
                task.cost(policy), policy);
        tried.accept(trial);
        return trial;
    }

    /// The best trial; of equal ones the cheaper, then the first.
    static Trial best(List<Trial> trials) {
        Trial best = trials.getFirst();
        for (Trial trial : trials) {
            if (trial.accuracy() > best.accuracy()
                    || trial.accuracy() == best.accuracy() && trial.cost() < best.cost()) {
                best = trial;
            }
        }
        return best;
    }

    /// The losses of all layers at all widths, each by itself.
    ///
    /// @return `[layer][0 for weights, 1 for activations][bits - 2]`, nats; 0 for 8 bits of fixed layers
    double[][][] sensitivities(Progress progress) throws ProblemException {
        int widths = BitTask.MOST - BitTask.LEAST + 1;
        double[][][] losses = new double[task.size()][2][widths];
        for (int l = 0; l < losses.length; l++) {
            progress.report((double) l / losses.length, "Measuring what layers lose, " + task.layers().get(l).name());
            for (int part = 0; part < task.parts() && !task.isFixed(l); part++) {
                for (int b = 0; b < widths; b++) {
                    losses[l][part][b] = judge.sensitivity(l, part, b + BitTask.LEAST, progress);
                }
            }
        }
        return losses;
    }

    /// What the widths that a layer may have would lose and cost: `{weights, activations}`.
    List<int[]> options(int layer) {
        List<int[]> options = new ArrayList<>();
        if (task.isFixed(layer)) {
            return List.of(new int[]{BitTask.MOST, BitTask.MOST});
        }
        for (int w = BitTask.LEAST; w <= BitTask.MOST; w++) {
            for (int a = task.parts() == 1 ? BitTask.MOST : BitTask.LEAST; a <= BitTask.MOST; a++) {
                options.add(new int[]{w, a});
            }
        }
        return options;
    }
}
