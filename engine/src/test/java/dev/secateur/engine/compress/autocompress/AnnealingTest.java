package dev.secateur.engine.compress.autocompress;

import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AnnealingTest {

    /// A bowl with ripples, times a factor.
    private record Bowl(double scale) implements Annealing.Landscape {

        @Override
        public double[] energies(List<double[]> states) {
            return states.stream().mapToDouble(s -> {
                double sum = 0;
                for (double x : s) {
                    sum += (x - 0.7) * (x - 0.7) + 0.02 * Math.sin(40 * x);
                }
                return scale * sum;
            }).toArray();
        }

        @Override
        public double[] allowed(double[] state) {
            return state;
        }
    }

    private static AnnealingPlan plan(int moves, int together) {
        return new AnnealingPlan(moves, 0.85, 0.05, 0.35, 16, 0, Judge.AUTO, together);
    }

    private static Annealing.Found found(double scale, AnnealingPlan plan) throws ProblemException {
        return Annealing.run(plan, new Bowl(scale), new SplittableRandom(3), new double[]{0.1, 0.2, 0.1, 0.3});
    }

    @Test
    void worseMovesPassAsOftenAsTheTemperatureSays() {
        SplittableRandom random = new SplittableRandom(1);
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            passed += Annealing.accepts(0.3, 0.2, random.nextDouble()) ? 1 : 0;
        }

        assertThat(passed / 100_000.0).isCloseTo(Math.exp(-1.5), within(0.005));
        assertThat(Annealing.accepts(-0.1, 1e-9, 0.999)).isTrue();
        assertThat(Annealing.accepts(0.1, 1e-9, 0.001)).isFalse();
    }

    @Test
    void theDefaultLooksAtAHundredAndSixCandidates() throws Exception {
        AnnealingPlan plan = AnnealingPlan.defaults();

        assertThat(Annealing.levels(plan)).isEqualTo(19);
        assertThat(Annealing.evaluations(plan)).isEqualTo(1 + 10 + 19 * 5).isEqualTo(found(1, plan).moves().size());
    }

    @Test
    void theScaleOfTheEnergyDoesNotMatter() throws Exception {
        Annealing.Found small = found(1e-3, plan(5, 1));
        Annealing.Found large = found(1e3, plan(5, 1));

        assertThat(large.best()).containsExactly(small.best(), within(1e-12));
        assertThat(large.moves()).extracting(Annealing.Move::accepted)
                .isEqualTo(small.moves().stream().map(Annealing.Move::accepted).toList());
    }

    @Test
    void itCoolsAndKeepsTheBest() throws Exception {
        Annealing.Found found = found(1, plan(20, 1));
        List<Annealing.Move> moves = found.moves().stream().filter(m -> m.temperature() > 0).toList();

        assertThat(moves.getLast().temperature()).isLessThan(moves.getFirst().temperature() / 15);
        assertThat(found.energy()).isLessThan(new Bowl(1).energies(List.of(new double[]{0.1, 0.2, 0.1, 0.3}))[0] / 4);
        assertThat(found.energy()).isEqualTo(found.moves().stream().mapToDouble(Annealing.Move::energy).min()
                .orElseThrow());
        long early = moves.stream().limit(100).filter(Annealing.Move::accepted).count();
        long late = moves.stream().skip(280).filter(Annealing.Move::accepted).count();
        assertThat(early).isGreaterThan(late);
    }

    @Test
    void severalAtATimeLookAtAsMany() throws Exception {
        assertThat(found(1, plan(5, 2)).moves()).hasSize(106);
    }
}
