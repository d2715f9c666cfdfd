package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

import io.jenetics.BitChromosome;
import io.jenetics.BitGene;
import io.jenetics.EliteSelector;
import io.jenetics.Genotype;
import io.jenetics.Mutator;
import io.jenetics.Phenotype;
import io.jenetics.UniformCrossover;
import io.jenetics.engine.Constraint;
import io.jenetics.engine.Engine;
import io.jenetics.engine.EvolutionInit;
import io.jenetics.engine.EvolutionResult;
import io.jenetics.engine.Limits;
import io.jenetics.util.ISeq;
import io.jenetics.util.RandomRegistry;

import dev.secateur.engine.problem.ProblemException;

/// A genetic search over sets of blocks (Jenetics): uniform crossover, bit flips, and a repair that brings every child back to the goal,
/// so that a flip becomes a swap of a pruned and a kept block.
///
/// @param goal what every set comes to
/// @param plan sizes
/// @param seed of everything random
record GeneticSearch(Goal goal, SearchPlan plan, long seed) {

    private static final double CROSSOVER = 0.5;
    private static final int ELITE = 3;

    /// The best set that was found.
    ///
    /// @param first sets to begin with
    BitSet best(List<BitSet> first, Fitness fitness) throws ProblemException {
        AtomicReference<BitSet> best = new AtomicReference<>(new BitSet());
        try {
            RandomRegistry.with(new SplittableRandom(seed)).run(() -> best.set(evolved(first, fitness)));
        } catch (Stopped e) {
            throw e.problem;
        }
        return best.get();
    }

    /// Carries a problem through the engine.
    private static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient ProblemException problem;

        Stopped(ProblemException problem) {
            super(problem);
            this.problem = problem;
        }
    }

    private BitSet evolved(List<BitSet> first, Fitness fitness) {
        RandomGenerator random = RandomRegistry.random();
        Constraint<BitGene, Double> constraint = Constraint.of(p -> goal.isMet(bits(p.genotype())),
                (p, generation) -> Phenotype.of(genotype(goal.repaired(bits(p.genotype()), random::nextInt)),
                        generation));
        Engine<BitGene, Double> engine = Engine
                .<BitGene, Double>builder(g -> judged(bits(g), fitness), genotype(new BitSet()))
                .populationSize(plan.population()).survivorsSelector(new EliteSelector<>(ELITE))
                .alterers(new UniformCrossover<>(CROSSOVER), new Mutator<>(1.0 / goal.blocks())).constraint(constraint)
                .executor(Runnable::run).build();
        List<Genotype<BitGene>> start = new ArrayList<>();
        first.forEach(s -> start.add(genotype(goal.repaired(s, random::nextInt))));
        while (start.size() < plan.population()) {
            start.add(genotype(goal.repaired(new BitSet(), random::nextInt)));
        }
        Genotype<BitGene> best = engine.stream(EvolutionInit.of(ISeq.of(start), 1))
                .limit(Limits.byFixedGeneration(plan.generations())).collect(EvolutionResult.toBestGenotype());
        return bits(best);
    }

    private static double judged(BitSet set, Fitness fitness) {
        try {
            return fitness.of(set);
        } catch (ProblemException e) {
            throw new Stopped(e);
        }
    }

    private Genotype<BitGene> genotype(BitSet set) {
        return Genotype.of(BitChromosome.of(set, goal.blocks()));
    }

    private static BitSet bits(Genotype<BitGene> genotype) {
        return genotype.chromosome().as(BitChromosome.class).toBitSet();
    }
}
