package dev.secateur.engine.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.secateur.engine.job.Crew;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Measures the candidates of a search, several at a time, each once, and logs them.
///
/// @param <C> a candidate
public final class Trials<C> implements AutoCloseable {

    private final SearchLog log;
    private final Function<C, Map<String, Object>> configuration;
    private final Opening<C> opening;
    private final int threads;
    private final Deque<CandidateTask<C>> idle = new ArrayDeque<>();
    private final List<CandidateTask<C>> opened = new ArrayList<>();

    /// Opens one more task.
    @FunctionalInterface
    public interface Opening<C> {

        CandidateTask<C> open() throws ProblemException;
    }

    /// @param configuration of a candidate as it is logged: equal for candidates that come to the same
    /// @param opening called when so many candidates are measured at a time for the first time, on any thread
    /// @param threads most candidates at a time, 1 or more; a task should take no more than one thread if this is not 1
    public Trials(SearchLog log, Function<C, Map<String, Object>> configuration, Opening<C> opening, int threads) {
        this.log = log;
        this.configuration = configuration;
        this.opening = opening;
        this.threads = threads;
    }

    /// Measures a candidate, or recalls it.
    ///
    /// @throws ProblemException if it could not be measured, or the log not be written
    public Trial of(String stage, C candidate, Progress progress) throws ProblemException {
        return all(stage, List.of(candidate), progress).getFirst();
    }

    /// Measures candidates that do not depend on each other; equal ones once.
    ///
    /// @return one for each, in their order
    /// @throws ProblemException if one could not be measured, or the log not be written
    public List<Trial> all(String stage, List<C> candidates, Progress progress) throws ProblemException {
        Map<Map<String, Object>, C> open = new LinkedHashMap<>();
        for (C candidate : candidates) {
            Map<String, Object> config = configuration.apply(candidate);
            if (log.known(stage, config).isEmpty()) {
                open.putIfAbsent(config, candidate);
            }
        }
        List<Job.Work<Trial>> pieces = new ArrayList<>();
        open.forEach((config, candidate) -> {
            int number = log.next();
            pieces.add(p -> measured(new Proposed<>(number, stage, config, candidate), p));
        });
        Crew.all(pieces, threads, progress);
        List<Trial> result = new ArrayList<>();
        for (C candidate : candidates) {
            Optional<Trial> known = log.known(stage, configuration.apply(candidate));
            result.add(known.orElseThrow());
        }
        return result;
    }

    private record Proposed<C>(int number, String stage, Map<String, Object> config, C candidate) {}

    private Trial measured(Proposed<C> proposed, Progress progress) throws ProblemException {
        CandidateTask<C> task = take();
        try {
            long start = System.nanoTime();
            Measured measured = task.measure(proposed.candidate(), progress);
            return log.add(new Trial(proposed.number(), proposed.stage(), proposed.config(), measured.cost(),
                    measured.score(), measured.details(), (System.nanoTime() - start) / 1e9));
        } finally {
            give(task);
        }
    }

    private CandidateTask<C> take() throws ProblemException {
        synchronized (idle) {
            CandidateTask<C> free = idle.poll();
            if (free != null) {
                return free;
            }
        }
        CandidateTask<C> fresh = opening.open();
        synchronized (idle) {
            opened.add(fresh);
        }
        return fresh;
    }

    private void give(CandidateTask<C> task) {
        synchronized (idle) {
            idle.push(task);
        }
    }

    @Override
    public void close() {
        opened.forEach(CandidateTask::close);
    }
}
