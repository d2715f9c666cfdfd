package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.search.Trial;
import dev.secateur.engine.search.Trials;

/// Finds the ratios of a round: by annealing, or in one of the ways that it is compared with.
final class RatioSearch {

    /// Accuracy, as a share, by which a candidate has to beat guessing to tell anything.
    private static final double ABOVE_CHANCE = 0.03;
    private static final double PERCENT = 100;

    private final Workshop workshop;
    private final Stage stage;
    private final Wanted wanted;
    private final SearchLog log;
    private final Progress progress;
    private final int evaluations;
    private Judge judge;
    private int looked;
    /// Candidates that pictures went through for: a search that begins anew meets the first ones again, and they are known.
    private int counted;
    private double highest;
    private double furthest;

    /// What a round searches for.
    ///
    /// @param round from 1 on
    /// @param target most that the objective may come to
    /// @param whole what it came to in the network as it was given
    record Wanted(int round, double target, double whole) {

        String name() {
            return "round " + round;
        }
    }

    /// What was found.
    ///
    /// @param state ratios
    /// @param trial of them
    record Chosen(double[] state, Trial trial, Judge judge, int evaluations, List<Annealing.Move> moves) {}

    private RatioSearch(Workshop workshop, Stage stage, Wanted wanted, SearchLog log, Progress progress) {
        this.workshop = workshop;
        this.stage = stage;
        this.wanted = wanted;
        this.log = log;
        this.progress = progress;
        this.judge = workshop.config().annealing().judge();
        this.evaluations = workshop.config().search() == SearchKind.UNIFORM
                ? 1
                : Annealing.evaluations(workshop.config().annealing());
    }

    static Chosen run(Workshop workshop, Stage stage, Wanted wanted, SearchLog log, Progress progress)
            throws ProblemException {
        RatioSearch search = new RatioSearch(workshop, stage, wanted, log, progress);
        try (Trials<QuickTask.Candidate> trials = workshop.trials(log, stage, stage.space()::named)) {
            Chosen chosen = search.chosen(trials);
            log.choose(chosen.trial());
            return chosen;
        }
    }

    private Chosen chosen(Trials<QuickTask.Candidate> trials) throws ProblemException {
        int count = stage.space().count();
        return switch (workshop.config().search()) {
            case UNIFORM -> best(trials, List.of(Workshop.even(count, 0.5)));
            case RANDOM -> {
                RandomGenerator random = random();
                List<double[]> states = new ArrayList<>();
                for (int i = 0; i < evaluations; i++) {
                    states.add(drawn(random));
                }
                yield best(trials, states);
            }
            case ANNEALING, UNGUIDED -> annealed(trials);
        };
    }

    private RandomGenerator random() {
        return new SplittableRandom(workshop.input().seed() * 31 + wanted.round());
    }

    private double[] drawn(RandomGenerator random) {
        return random.doubles(stage.space().count(), 0.1, 0.9).toArray();
    }

    /// The best of states that are looked at whatever the others come to.
    private Chosen best(Trials<QuickTask.Candidate> trials, List<double[]> states) throws ProblemException {
        Energies energies = new Energies(trials);
        List<Annealing.Move> moves = new ArrayList<>();
        double[] best = states.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (double[] state : states) {
            double[] allowed = energies.allowed(state);
            double energy = energies.energies(List.of(allowed))[0];
            best = energy < least || moves.isEmpty() ? allowed : best;
            least = Math.min(least, energy);
            moves.add(new Annealing.Move(0, energy, false, least));
        }
        return found(trials, best, moves);
    }

    private Chosen annealed(Trials<QuickTask.Candidate> trials) throws ProblemException {
        Energies energies = new Energies(trials);
        try {
            return annealed(trials, energies);
        } catch (Blind e) {
            // What was measured is known, so that beginning anew costs nothing.
            judge = Judge.LOSS;
            looked = 0;
            return annealed(trials, energies);
        }
    }

    private Chosen annealed(Trials<QuickTask.Candidate> trials, Energies energies) throws ProblemException {
        RandomGenerator random = random();
        Annealing.Found found = Annealing.run(workshop.config().annealing(), energies, random, drawn(random));
        return found(trials, found.best(), found.moves());
    }

    private Chosen found(Trials<QuickTask.Candidate> trials, double[] best, List<Annealing.Move> moves)
            throws ProblemException {
        Trial trial = trials.of(wanted.name(), candidate(best), progress);
        return new Chosen(best, trial, judge == Judge.LOSS ? Judge.LOSS : Judge.ACCURACY, looked, moves);
    }

    private QuickTask.Candidate candidate(double[] state) throws ProblemException {
        return new QuickTask.Candidate(state, stage.projection().cut(state),
                PERCENT * stage.budget().cost(state, progress.quiet()) / wanted.whole());
    }

    /// Every candidate so far is as bad as guessing, so that accuracy tells nothing.
    private static final class Blind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Blind() {
            super("no signal", null, false, false);
        }
    }

    private final class Energies implements Annealing.Landscape {

        private final Trials<QuickTask.Candidate> trials;

        Energies(Trials<QuickTask.Candidate> trials) {
            this.trials = trials;
        }

        @Override
        public double[] energies(List<double[]> states) throws ProblemException {
            List<QuickTask.Candidate> candidates = new ArrayList<>();
            for (double[] state : states) {
                candidates.add(candidate(state));
            }
            furthest = Math.max(furthest, (double) looked / evaluations);
            progress.report(furthest, String.format(Locale.ROOT,
                    "Round %d, candidate %d of %d", wanted.round(), looked + 1, evaluations));
            List<Trial> measured = trials.all(wanted.name(), candidates, progress);
            looked += states.size();
            int fresh = Math.max(0, looked - counted);
            counted += fresh;
            workshop.tally().searched(fresh * workshop.config().annealing().passes());
            measured.forEach(t -> highest = Math.max(highest, t.score() / PERCENT));
            boolean probed = states.size() > 1 || looked > 1;
            if (judge == Judge.AUTO && probed && highest < 1.0 / workshop.classes() + ABOVE_CHANCE
                    && workshop.config().search() != SearchKind.RANDOM) {
                throw new Blind();
            }
            if (judge == Judge.AUTO && probed) {
                judge = Judge.ACCURACY;
            }
            return measured.stream().mapToDouble(t -> judge == Judge.LOSS
                    ? t.details().getOrDefault(QuickTask.LOSS, Double.NaN)
                    : -t.score() / PERCENT).toArray();
        }

        @Override
        public double[] allowed(double[] state) throws ProblemException {
            boolean guided = workshop.config().search() == SearchKind.ANNEALING;
            return stage.budget().scaled(guided ? stage.space().guided(state) : state, wanted.target(),
                    progress.quiet());
        }
    }
}
