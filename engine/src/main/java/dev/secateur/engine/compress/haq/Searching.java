package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Runs the searches that are asked for.
///
/// @param seed of everything random
/// @param origin accuracy of the float32 network on the pictures of the episodes
record Searching(HaqConfig config, BitTask task, Judge judge, ReportMaker report, long seed, double origin) {

    /// Searches and gives the policy of the search that was asked for.
    int[][] run(MethodListener listener, Progress progress) throws ProblemException {
        Map<SearchKind, Room.Trial> bests = new EnumMap<>(SearchKind.class);
        Room room = new Room(task, judge, config.episodes(), seed, origin, trial -> {
            report.tried(trial);
            Room.Trial before = bests.get(trial.search());
            Room.Trial best = before == null ? trial : Room.best(List.of(before, trial));
            if (best == trial) {
                bests.put(trial.search(), trial);
                report.chose(trial.search(), trial.policy(), trial.accuracy(), null);
            }
            listener.found(report.sofar());
        });
        Map<SearchKind, int[][]> found = new EnumMap<>(SearchKind.class);
        List<SearchKind> kinds = kinds();
        double done = 0;
        double all = kinds.stream().mapToDouble(Searching::share).sum() + (config.transfer() ? 2 : 0);
        for (SearchKind kind : kinds) {
            Progress own = progress.part(done / all, (done + share(kind)) / all);
            done += share(kind);
            int[][] policy = search(room, kind, own);
            found.put(kind, policy);
            report.chose(kind, policy, judge.accuracy(policy, own), null);
            listener.found(report.sofar());
        }
        if (config.transfer()) {
            transfer(room, progress.part(done / all, 1));
        }
        int[][] chosen = found.get(config.search());
        if (chosen == null) {
            throw new IllegalStateException("nothing was searched");
        }
        for (SearchKind kind : kinds) {
            int[][] policy = java.util.Objects.requireNonNull(found.get(kind));
            report.chose(kind, policy, judge.accuracy(policy, progress.quiet()),
                    judge.lastAccuracy(policy, progress.quiet()));
            listener.found(report.sofar());
        }
        return chosen;
    }

    /// Quick ones first, so that they can be looked at while the others work.
    private List<SearchKind> kinds() {
        List<SearchKind> kinds = new ArrayList<>();
        for (SearchKind kind : List.of(SearchKind.UNIFORM, SearchKind.GREEDY, SearchKind.KNAPSACK, SearchKind.RANDOM,
                SearchKind.HAQ)) {
            if (config.controls() || kind == config.search()) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static double share(SearchKind kind) {
        return kind.hasEpisodes() ? 1 : kind == SearchKind.UNIFORM ? 0.02 : 0.3;
    }

    private int[][] search(Room room, SearchKind kind, Progress progress) throws ProblemException {
        Controls controls = new Controls(room);
        return switch (kind) {
            case UNIFORM -> controls.uniform();
            case GREEDY -> controls.greedy(room.sensitivities(progress));
            case KNAPSACK -> controls.knapsack(room.sensitivities(progress));
            case RANDOM -> controls.random(progress).policy();
            case HAQ -> new AgentSearch(room).run(progress).policy();
        };
    }

    /// Searches in the same way, within the same part of the latency, for every built-in accelerator; where even the fewest bits take
    /// more, within what these take.
    private void transfer(Room room, Progress progress) throws ProblemException {
        List<HardwareModel> models = HardwareChoice.ACCELERATORS;
        for (int m = 0; m < models.size(); m++) {
            HardwareModel model = models.get(m);
            BitTask other = BitTask.reachable(task.layers(), BitCosts.of(model, Quantity.LATENCY, task.layers()),
                    config.goal());
            Room own = new Room(other, judge, config.episodes(), seed, origin, trial -> {});
            Progress part = progress.part((double) m / models.size(), (m + 1.0) / models.size());
            int[][] policy = search(own, config.search(), part);
            report.carried(model, own.trial(config.search(), 0, false, policy, part));
        }
    }
}
