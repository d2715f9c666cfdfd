package dev.secateur.engine.runtime;

import java.time.Duration;

/// How long to time a network.
///
/// @param warmUp runs before the first timed one, also at least half a second of them unless `budget` is shorter
/// @param minRuns timed runs that are made even if they take longer than the budget
/// @param maxRuns timed runs after which timing ends even if time is left
/// @param budget wall time for the timed runs of each network
public record BenchPlan(int warmUp, int minRuns, int maxRuns, Duration budget) {

    public BenchPlan {
        if (warmUp < 0 || minRuns < 1 || maxRuns < minRuns || budget.isNegative()) {
            throw new IllegalArgumentException("not a plan: " + warmUp + ", " + minRuns + ", " + maxRuns);
        }
    }

    /// 3 runs to warm up, then as many as 3 seconds hold, but 11 at least and 2,001 at most.
    public static BenchPlan defaults() {
        return new BenchPlan(3, 11, 2001, Duration.ofSeconds(3));
    }
}
