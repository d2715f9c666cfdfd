package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The multiple-choice knapsack, exactly: one option of each group so that the sum of losses is least and the sum of costs within
/// a budget.
///
/// Undominated sums are carried from group to group; those that cannot become better than a known choice, by the linear relaxation
/// of what is left (Sinha and Zoltners 1979), are dropped.
final class Knapsack {

    private static final double SLACK = 1e-12;

    private final double[][] cost;
    private final double[][] loss;
    private final double budget;
    private final Relaxation[] rest;

    private Knapsack(double[][] cost, double[][] loss, double budget) {
        this.cost = cost;
        this.loss = loss;
        this.budget = budget;
        this.rest = new Relaxation[cost.length + 1];
        for (int g = 0; g <= cost.length; g++) {
            rest[g] = Relaxation.of(cost, loss, g);
        }
    }

    /// One sum, and how it came about.
    ///
    /// @param before sum without the last group; null for none
    private record State(double cost, double loss, int option, @org.jspecify.annotations.Nullable State before) {}

    /// @param cost of the options of each group, 0 or more
    /// @param loss of them
    /// @return the index of the option of each group; empty if no choice is within the budget
    static int[] solve(double[][] cost, double[][] loss, double budget) {
        return new Knapsack(cost, loss, budget).solve();
    }

    private int[] solve() {
        double known = rest[0].rounded(budget);
        if (Double.isInfinite(known)) {
            return new int[0];
        }
        List<State> states = List.of(new State(0, 0, -1, null));
        for (int g = 0; g < cost.length; g++) {
            states = undominated(extended(states, g, known));
            for (State state : states) {
                known = Math.min(known, state.loss() + rest[g + 1].rounded(budget - state.cost()));
            }
        }
        State best = states.stream().min(Comparator.comparingDouble(State::loss).thenComparingDouble(State::cost))
                .orElseThrow();
        int[] chosen = new int[cost.length];
        for (int g = cost.length - 1; g >= 0; g--) {
            chosen[g] = best.option();
            best = java.util.Objects.requireNonNull(best.before());
        }
        return chosen;
    }

    private List<State> extended(List<State> states, int group, double known) {
        List<State> next = new ArrayList<>();
        double bound = known + SLACK * Math.max(1, Math.abs(known));
        for (State state : states) {
            for (int o = 0; o < cost[group].length; o++) {
                double spent = state.cost() + cost[group][o];
                double lost = state.loss() + loss[group][o];
                if (lost + rest[group + 1].bound(budget - spent) <= bound) {
                    next.add(new State(spent, lost, o, state));
                }
            }
        }
        return next;
    }

    private static List<State> undominated(List<State> states) {
        List<State> sorted = new ArrayList<>(states);
        sorted.sort(Comparator.comparingDouble(State::cost).thenComparingDouble(State::loss));
        List<State> kept = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (State state : sorted) {
            if (state.loss() < least) {
                least = state.loss();
                kept.add(state);
            }
        }
        return kept;
    }

    /// The groups from one on, where parts of options may be taken: steps along the lower hulls, steepest first.
    ///
    /// @param least sum of the cheapest options' costs
    /// @param most sum of their losses
    /// @param spent costs of the steps taken so far, rising
    /// @param gained losses that they take away
    private record Relaxation(double least, double most, double[] spent, double[] gained) {

        static Relaxation of(double[][] cost, double[][] loss, int from) {
            double least = 0;
            double most = 0;
            List<double[]> steps = new ArrayList<>();
            for (int g = from; g < cost.length; g++) {
                List<double[]> hull = hull(cost[g], loss[g]);
                least += hull.getFirst()[0];
                most += hull.getFirst()[1];
                for (int i = 1; i < hull.size(); i++) {
                    steps.add(new double[]{hull.get(i)[0] - hull.get(i - 1)[0],
                        hull.get(i - 1)[1] - hull.get(i)[1]});
                }
            }
            steps.sort(Comparator.comparingDouble(s -> -s[1] / s[0]));
            double[] spent = new double[steps.size() + 1];
            double[] gained = new double[spent.length];
            for (int i = 0; i < steps.size(); i++) {
                spent[i + 1] = spent[i] + steps.get(i)[0];
                gained[i + 1] = gained[i] + steps.get(i)[1];
            }
            return new Relaxation(least, most, spent, gained);
        }

        /// The options on the lower convex hull, by rising cost.
        private static List<double[]> hull(double[] cost, double[] loss) {
            Integer[] order = new Integer[cost.length];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, Comparator.<Integer>comparingDouble(i -> cost[i]).thenComparingDouble(i -> loss[i]));
            List<double[]> hull = new ArrayList<>();
            for (int i : order) {
                double[] point = {cost[i], loss[i]};
                if (!hull.isEmpty() && point[1] >= hull.getLast()[1]) {
                    continue;
                }
                while (hull.size() > 1 && slope(hull.get(hull.size() - 2), hull.getLast()) >= slope(hull.getLast(),
                        point)) {
                    hull.removeLast();
                }
                hull.add(point);
            }
            return hull;
        }

        private static double slope(double[] from, double[] to) {
            return (to[1] - from[1]) / (to[0] - from[0]);
        }

        /// No choice within `left` loses less; infinite if there is none.
        double bound(double left) {
            double more = left - least;
            if (more < -SLACK * Math.max(1, Math.abs(left))) {
                return Double.POSITIVE_INFINITY;
            }
            int whole = whole(more);
            double lost = most - gained[whole];
            if (whole + 1 < spent.length) {
                lost -= (gained[whole + 1] - gained[whole]) * Math.max(0, more - spent[whole])
                        / (spent[whole + 1] - spent[whole]);
            }
            return lost;
        }

        /// What a choice within `left` loses that takes whole steps alone; infinite if there is none.
        double rounded(double left) {
            double more = left - least;
            return more < 0 ? Double.POSITIVE_INFINITY : most - gained[whole(more)];
        }

        private int whole(double more) {
            int at = Arrays.binarySearch(spent, more);
            return Math.max(0, at >= 0 ? at : -at - 2);
        }
    }
}
