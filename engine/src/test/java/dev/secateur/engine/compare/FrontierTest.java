package dev.secateur.engine.compare;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FrontierTest {

    private record Candidate(String name, double time, double accuracy) {}

    private final Frontier<Candidate> frontier = new Frontier<>(new Frontier.Goal<>(Candidate::time, false),
            new Frontier.Goal<>(Candidate::accuracy, true));
    private final Candidate original = new Candidate("original", 2, 0.92);
    private final Candidate fast = new Candidate("fast", 1, 0.90);
    private final Candidate worse = new Candidate("worse", 1.5, 0.89);
    private final Candidate equal = new Candidate("equal", 1, 0.90);
    private final Candidate unknown = new Candidate("unknown", 0.1, Double.NaN);

    @Test
    void nothingOnTheFrontIsBeatenAndWhatIsUnknownDoesNotCount() {
        assertThat(frontier.front(List.of(original, worse, fast, unknown))).containsExactly(fast, original);
        assertThat(frontier.beats(fast, worse)).isTrue();
        assertThat(frontier.beats(fast, original)).isFalse();
    }

    @Test
    void equalCandidatesAreBothOnTheFront() {
        assertThat(frontier.front(List.of(fast, equal))).containsExactly(fast, equal);
    }

    @Test
    void theLineStepsOverWhatIsReached() {
        assertThat(frontier.steps(List.of(fast, original))).containsExactly(new double[]{1, 0.90},
                new double[]{2, 0.90}, new double[]{2, 0.92});
    }

    @Test
    void withMoreBetterOnBothAxesTheLineFallsFirst() {
        Frontier<Candidate> both = new Frontier<>(new Frontier.Goal<>(Candidate::time, true),
                new Frontier.Goal<>(Candidate::accuracy, true));
        Candidate a = new Candidate("a", 1, 3);
        Candidate b = new Candidate("b", 2, 1);
        assertThat(both.steps(both.front(List.of(a, b)))).containsExactly(new double[]{1, 3}, new double[]{1, 1},
                new double[]{2, 1});
    }
}
