package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.secateur.engine.problem.ProblemException;

/// Simulated annealing over vectors. The first temperature lets half of the moves pass that are as bad as the median random move, whatever
/// the scale of the energy is.
final class Annealing {

    private static final int PROBES = 10;
    private static final double SMALLEST_CHANGE = 0.02;
    private static final double NO_TEMPERATURE = 1e-9;

    private final AnnealingPlan plan;
    private final Landscape landscape;
    private final RandomGenerator random;
    private final List<Move> moves = new ArrayList<>();
    private double[] best;
    private double least;

    /// Where a search goes.
    interface Landscape {

        /// Energies of states, less is better; they may be found at the same time. NaN counts as the worst.
        double[] energies(List<double[]> states) throws ProblemException;

        /// The nearest state that is allowed.
        double[] allowed(double[] state) throws ProblemException;
    }

    /// A candidate of the search.
    ///
    /// @param temperature at which it was looked at; 0 for the beginning and the random moves that set the first temperature
    /// @param energy of it
    /// @param accepted true if the search went on from it
    /// @param least energy found so far
    record Move(double temperature, double energy, boolean accepted, double least) {}

    /// @param best the state of the least energy
    /// @param energy of it
    record Found(double[] best, double energy, List<Move> moves) {

        Found {
            moves = List.copyOf(moves);
        }
    }

    private Annealing(AnnealingPlan plan, Landscape landscape, RandomGenerator random, double[] start) {
        this.plan = plan;
        this.landscape = landscape;
        this.random = random;
        this.best = start;
    }

    /// Searches from a state on.
    static Found run(AnnealingPlan plan, Landscape landscape, RandomGenerator random, double[] start)
            throws ProblemException {
        return new Annealing(plan, landscape, random, start).anneal();
    }

    /// How many candidates a search looks at.
    static int evaluations(AnnealingPlan plan) {
        return 1 + PROBES + levels(plan) * plan.moves();
    }

    /// How many temperatures there are: those not below the last one.
    static int levels(AnnealingPlan plan) {
        return (int) Math.floor(Math.log(plan.stop()) / Math.log(plan.cooling()) + 1e-9) + 1;
    }

    /// Whether a move is accepted.
    ///
    /// @param worse energy after the move less that before
    /// @param draw even in 0..1
    static boolean accepts(double worse, double temperature, double draw) {
        return worse <= 0 || draw < Math.exp(-worse / temperature);
    }

    private Found anneal() throws ProblemException {
        double[] present = landscape.allowed(best);
        double energy = energies(List.of(present))[0];
        least = energy;
        best = present;
        moves.add(new Move(0, energy, true, least));
        double first = firstTemperature(present, energy);
        double temperature = first;
        for (int level = 0; level < levels(plan); level++) {
            int left = plan.moves();
            while (left > 0) {
                List<double[]> proposed = proposed(present, temperature / first, Math.min(left, plan.together()));
                double[] found = energies(proposed);
                for (int i = 0; i < found.length; i++) {
                    boolean accepted = accepts(found[i] - energy, temperature, random.nextDouble());
                    present = accepted ? proposed.get(i) : present;
                    energy = accepted ? found[i] : energy;
                    note(proposed.get(i), found[i]);
                    moves.add(new Move(temperature, found[i], accepted, least));
                }
                left -= found.length;
            }
            temperature *= plan.cooling();
        }
        return new Found(best, least, moves);
    }

    private double firstTemperature(double[] start, double energy) throws ProblemException {
        List<double[]> probes = proposed(start, 1, PROBES);
        double[] found = energies(probes);
        for (int i = 0; i < found.length; i++) {
            note(probes.get(i), found[i]);
            moves.add(new Move(0, found[i], false, least));
        }
        double[] steps = Arrays.stream(found).map(e -> Math.abs(e - energy)).filter(Double::isFinite).sorted()
                .toArray();
        double median = steps.length == 0 ? 0 : steps[steps.length / 2];
        return Math.max(NO_TEMPERATURE, median / Math.log(2));
    }

    private void note(double[] state, double energy) {
        if (energy < least) {
            least = energy;
            best = state;
        }
    }

    private double[] energies(List<double[]> states) throws ProblemException {
        return Arrays.stream(landscape.energies(states)).map(e -> Double.isNaN(e) ? Double.MAX_VALUE : e).toArray();
    }

    /// @param heat 1 at the first temperature, less at lower ones
    private List<double[]> proposed(double[] from, double heat, int count) throws ProblemException {
        double change = Math.max(SMALLEST_CHANGE, plan.change() * heat);
        List<double[]> states = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] state = from.clone();
            for (int d = 0; d < state.length; d++) {
                state[d] = Math.clamp(state[d] + change * (2 * random.nextDouble() - 1), 0, 1);
            }
            states.add(landscape.allowed(state));
        }
        return states;
    }
}
