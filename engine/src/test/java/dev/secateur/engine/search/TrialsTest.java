package dev.secateur.engine.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TrialsTest {

    private static final Map<String, String> CONDITIONS = Map.of("configuration", "a", "seed", "1");

    private final AtomicInteger measured = new AtomicInteger();
    private final List<SearchReport> told = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    Path folder;

    private static SearchInfo info(Map<String, String> conditions) {
        return new SearchInfo("method", new SearchInfo.Axis("Weights", "%"), new SearchInfo.Axis("Accuracy", "%"),
                conditions);
    }

    private SearchLog log(Map<String, String> conditions, boolean resume) throws ProblemException {
        return SearchLog.open(info(conditions), new SearchLog.Place(folder.resolve("net.search.jsonl"), resume),
                told::add);
    }

    private Trials<Integer> trials(SearchLog log, int threads) {
        return new Trials<>(log, c -> Map.of("width", c, "rate", c / 3.0), () -> (candidate, progress) -> {
            measured.incrementAndGet();
            return new Measured(candidate, candidate == 4 ? Double.NaN : -Math.abs(candidate - 2));
        }, threads);
    }

    @Test
    void equalCandidatesAreMeasuredOnceAndTheRestInOrder() throws Exception {
        try (SearchLog log = log(CONDITIONS, false); Trials<Integer> trials = trials(log, 2)) {
            List<Trial> found = trials.all("one", List.of(3, 1, 3, 2), Progress.none());

            assertThat(found).extracting(Trial::number).containsExactly(1, 2, 1, 3);
            assertThat(measured).hasValue(3);
            assertThat(trials.of("two", 3, Progress.none()).number()).isEqualTo(4);
            assertThat(told.getLast().trials()).hasSize(4);
        }
    }

    @Test
    void severalAreMeasuredAtATime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        try (SearchLog log = log(CONDITIONS, false);
                Trials<Integer> trials = new Trials<>(log, c -> Map.of("c", c), () -> (c, p) -> {
                    both.countDown();
                    return new Measured(c, awaited(both) ? 1 : 0);
                }, 2)) {
            assertThat(trials.all("", List.of(1, 2), Progress.none())).extracting(Trial::score).containsExactly(1.0,
                    1.0);
        }
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void aLaterRunMeasuresNothingAgain() throws Exception {
        try (SearchLog log = log(CONDITIONS, false); Trials<Integer> trials = trials(log, 1)) {
            trials.all("one", List.of(1, 2, 4), Progress.none());
        }
        try (SearchLog log = log(CONDITIONS, true); Trials<Integer> trials = trials(log, 1)) {
            List<Trial> found = trials.all("one", List.of(2, 4, 5), Progress.none());

            assertThat(measured).hasValue(4);
            assertThat(found).extracting(Trial::score).containsExactly(0.0, Double.NaN, -3.0);
            assertThat(log.report().recalled()).isEqualTo(2);
        }
        assertThat(Files.readAllLines(folder.resolve("net.search.jsonl"))).as("what was not met again is kept")
                .hasSize(5).first().asString().startsWith("{\"id\":\"secateur-search\"");
    }

    @Test
    void goingOnUnderOtherConditionsIsRefused() throws Exception {
        try (SearchLog log = log(CONDITIONS, false)) {
            log.add("one", Map.of("width", 1), new Measured(1, 1), 0.5);
        }

        assertThatThrownBy(() -> log(Map.of("configuration", "b", "seed", "1"), true))
                .isInstanceOf(ProblemException.class).hasMessageContaining("another configuration");
        try (SearchLog anew = log(Map.of("configuration", "b", "seed", "1"), false)) {
            assertThat(anew.report().trials()).isEmpty();
        }
    }

    @Test
    void theFrontierHoldsWhatNoOtherBeats() throws Exception {
        try (SearchLog log = SearchLog.open(info(CONDITIONS), SearchLog.Place.none(), r -> {})) {
            log.add("", Map.of("c", 1), new Measured(1, 0.5), 0);
            log.add("", Map.of("c", 2), new Measured(2, 0.4), 0);
            log.add("", Map.of("c", 3), new Measured(3, 0.7), 0);
            log.add("", Map.of("c", 4), new Measured(3, 0.8), 0);
            log.add("", Map.of("c", 5), new Measured(4, Double.NaN), 0);

            assertThat(log.report().frontier()).extracting(Trial::number).containsExactly(1, 4);
        }
    }

    @Test
    void aCandidateThatFailsEndsTheSearchWithItsProblem() throws Exception {
        try (SearchLog log = log(CONDITIONS, false);
                Trials<Integer> trials = new Trials<>(log, c -> Map.of("c", c), () -> (c, p) -> {
                    if (c == 2) {
                        throw ProblemException.ofSetting("broken", "c", "it is two", "");
                    }
                    while (true) {
                        p.check();
                        Thread.onSpinWait();
                    }
                }, 2)) {
            assertThatThrownBy(() -> trials.all("", List.of(1, 2), Progress.none()))
                    .isInstanceOf(ProblemException.class).hasMessageContaining("it is two");
        }
    }

    @Test
    void cancellingReachesAllThreads() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String text) {
                throw new AssertionError("told " + text);
            }

            @Override
            public void check() {
                if (begun.getCount() == 0) {
                    throw new CancelledException();
                }
            }
        };
        try (SearchLog log = log(CONDITIONS, false);
                Trials<Integer> trials = new Trials<>(log, c -> Map.of("c", c), () -> (c, p) -> {
                    begun.countDown();
                    while (true) {
                        p.check();
                        Thread.onSpinWait();
                    }
                }, 2)) {
            assertThatThrownBy(() -> trials.all("", List.of(1, 2), cancelled)).isInstanceOf(CancelledException.class);
            assertThat(log.report().trials()).isEmpty();
        }
    }
}
