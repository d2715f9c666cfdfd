package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.search.ModelPrint;
import dev.secateur.engine.search.SearchInfo;
import dev.secateur.engine.search.SearchLog;
import dev.secateur.engine.search.SearchReport;
import dev.secateur.engine.search.Trials;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainResult;

/// The first two stages: the supernet and the search, and before any training the times.
final class Selection {

    private final MethodInput<UpdpConfig> input;
    private final UpdpConfig config;
    private final Learning learning;
    private final Candidates candidates;
    private long supernetPasses;
    private long searchPasses;
    private SearchReport sets = UpdpReport.unsearched();

    Selection(MethodInput<UpdpConfig> input, Learning learning) {
        this.input = input;
        this.config = input.config();
        this.learning = learning;
        this.candidates = new Candidates(input.graph());
    }

    /// Chooses.
    ///
    /// @throws ProblemException if blocks cannot be pruned, the goal cannot be reached, or a chosen block would become slower
    Selected run(Progress progress) throws ProblemException {
        Graph graph = input.graph();
        if (!config.blocks().isEmpty()) {
            List<Candidate> named = candidates.named(config.blocks(), config.kernel());
            BlockTimes times = times(named, progress);
            return new Selected(faster(named, times), named.size(), isAll(named), times, Map.of(), sets, 0, 0);
        }
        if (config.count() == 0 && config.faster() == 0) {
            throw ProblemException.ofSetting("no block is chosen", "blocks",
                    "neither blocks nor count nor faster says which", "for instance count=1 or faster=10");
        }
        List<Candidate> open = candidates.searchable(config.kernel());
        if (open.isEmpty()) {
            throw ProblemException.ofModel("no block can be pruned", null, candidates.refusal(),
                    "choose another kernel, or name blocks to be dropped");
        }
        BlockTimes times = config.faster() > 0
                ? KeptTimes.of(graph, open, input.threads(), learning, progress.part(0, 0.1))
                : times(open, progress.part(0, 0.1));
        open = worthwhile(open, times);
        Goal goal = Search.goal(open, config, config.faster() > 0 ? times : null);
        progress.report(0.1, "Search, stage 2 of 4");
        Map<String, Double> redundancy = Redundancy.scores(graph, open.stream().map(Candidate::block).toList(),
                config.search().similarity(), Redundancy.Pictures.of(learning, config.search().pictures()),
                progress.part(0.1, 0.15));
        searchPasses += Math.min(Redundancy.MOST_PICTURES, config.search().pictures());
        BitSet best = best(new Search(open, goal, redundancy), progress.part(0.15, 0.95));
        List<Candidate> chosen = withAttentions(best.stream().mapToObj(open::get).toList());
        return new Selected(chosen, open.size(), isAll(chosen), times, redundancy, sets, supernetPasses, searchPasses);
    }

    private boolean isAll(List<Candidate> chosen) {
        List<String> ids = chosen.stream().map(Candidate::id).toList();
        List<Candidate> open = candidates.searchable(config.kernel());
        return open.size() > 1 && open.stream().allMatch(c -> ids.contains(c.id()));
    }

    /// The blocks among which is chosen, before anything is trained: those that became slower are dropped, or are left out.
    private List<Candidate> worthwhile(List<Candidate> open, BlockTimes times) throws ProblemException {
        if (config.slower() == SlowMerge.KEEP) {
            return open;
        }
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : open) {
            if (!isSlower(candidate, times)) {
                kept.add(candidate);
            } else if (config.slower() == SlowMerge.DROP) {
                candidates.dropped(candidate).ifPresent(kept::add);
            }
        }
        if (kept.isEmpty()) {
            Candidate first = open.getFirst();
            throw slower(first, times.blocks().get(first.id()), candidates.dropped(first).isPresent());
        }
        return kept;
    }

    private static boolean isSlower(Candidate candidate, BlockTimes times) {
        BlockTimes.OfBlock time = times.blocks().get(candidate.id());
        return time != null && time.slower();
    }

    private List<Candidate> withAttentions(List<Candidate> chosen) {
        if (!config.search().attention()) {
            return chosen;
        }
        List<Candidate> all = new ArrayList<>(chosen);
        all.addAll(candidates.attentionsBeside(chosen, config.kernel()));
        return candidates.ordered(all);
    }

    /// Times of blocks, unless they do not matter.
    private BlockTimes times(List<Candidate> chosen, Progress progress) throws ProblemException {
        return config.slower() == SlowMerge.KEEP
                ? new BlockTimes(0, Map.of())
                : KeptTimes.of(input.graph(), chosen, input.threads(), learning, progress);
    }

    private BitSet best(Search search, Progress progress) throws ProblemException {
        SearchPlan plan = config.search();
        if (plan.kind() == SearchPlan.Kind.REDUNDANCY) {
            return search.byRedundancy();
        }
        if (plan.kind() == SearchPlan.Kind.EXHAUSTIVE) {
            // Refuses before the supernet is trained if there are too many sets.
            int unused = search.all().size();
        }
        PrunedNetwork supernet = supernet(search.candidates(), progress.part(0, 0.6));
        return measured(search, supernet, progress.part(0.6, 1));
    }

    private BitSet measured(Search search, PrunedNetwork supernet, Progress progress) throws ProblemException {
        SearchPlan plan = config.search();
        boolean byTime = search.goal().needed() > 0;
        int threads = plan.kind() == SearchPlan.Kind.EXHAUSTIVE ? learning.conditions().threads() : 1;
        Torch.setThreads(threads > 1 ? 1 : learning.conditions().threads());
        try (SearchLog log = SearchLog.open(info(byTime), learning.searchLog(), input.listener()::found);
                Trials<BitSet> trials = new Trials<>(log, s -> Map.of("blocks", ids(search, s)),
                        () -> new Subnets(supernet, learning, plan, s -> cost(search, s)), threads)) {
            int[] count = new int[1];
            Fitness fitness = set -> {
                progress.report(-1, String.format(Locale.ROOT, "Search, stage 2 of 4, set %d", ++count[0]));
                return trials.of("sets", set, progress).score();
            };
            if (threads > 1) {
                List<BitSet> all = search.all();
                for (int from = 0; from < all.size(); from += threads) {
                    progress.report(-1, String.format(Locale.ROOT, "Search, stage 2 of 4, set %d", from + 1));
                    trials.all("sets", all.subList(from, Math.min(all.size(), from + threads)), progress);
                }
            }
            BitSet best = plan.kind() == SearchPlan.Kind.EXHAUSTIVE
                    ? search.exhaustive(fitness)
                    : search.genetic(plan, input.seed(), fitness);
            log.choose(trials.of("sets", best, progress));
            sets = log.report();
            searchPasses += (sets.trials().size() - sets.recalled())
                    * ((long) plan.recalibration() + measuredOn(plan));
            return best;
        }
    }

    private long measuredOn(SearchPlan plan) {
        Dataset heldOut = learning.pictures().heldOut();
        return Math.min(plan.pictures(), (heldOut == null ? learning.pictures().training() : heldOut).size());
    }

    private SearchInfo info(boolean byTime) throws ProblemException {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("configuration", ConfigJson.write(config));
        conditions.put("seed", Long.toString(input.seed()));
        conditions.put("pictures", learning.pictures().training().fingerprint());
        conditions.put("model", ModelPrint.of(input.graph()));
        return UpdpReport.info(byTime, conditions);
    }

    private static List<String> ids(Search search, BitSet set) {
        return set.stream().mapToObj(i -> search.candidates().get(i).id()).toList();
    }

    /// Milliseconds that a set does not save of all that could be saved, or blocks that stay of those that could be chosen.
    private static double cost(Search search, BitSet set) {
        Goal goal = search.goal();
        double all = goal.needed() > 0 ? Arrays.stream(goal.saved()).filter(s -> s > 0).sum() : goal.blocks();
        return all - (goal.needed() > 0 ? set.stream().mapToDouble(i -> goal.saved()[i]).sum() : set.cardinality());
    }

    /// The network with all candidates in both forms, trained to work with any of them pruned.
    private PrunedNetwork supernet(List<Candidate> open, Progress progress) throws ProblemException {
        int epochs = config.search().supernetEpochs();
        PrunedNetwork built = Calibration.of(PrunedNetwork.of(input.graph(), open, progress), Calibration.Begin.GIVEN,
                learning,
                config.search().recalibration(), progress.part(0, 0.02));
        if (epochs == 0) {
            return built;
        }
        TrainInput training = new TrainInput(built.graph(), learning.pictures(),
                config.training().config(epochs, learning.pictures().training()), null,
                learning.stage("supernet").conditions());
        TrainResult result = learning.train(training, new Supernet(built, input.seed()),
                progress.part(0.02, 1).named(() -> "Supernet, stage 1 of 4"));
        supernetPasses = result.effort().steps() * training.config().batch() * Supernet.SETS;
        return new PrunedNetwork(result.graph(), built.blocks());
    }

    /// What becomes of blocks that are slower merged than as they are.
    private List<Candidate> faster(List<Candidate> chosen, BlockTimes times) throws ProblemException {
        List<Candidate> result = new ArrayList<>();
        for (Candidate candidate : chosen) {
            BlockTimes.OfBlock time = times.blocks().get(candidate.id());
            boolean slow = isSlower(candidate, times) && config.slower() != SlowMerge.KEEP;
            Optional<Candidate> dropped = slow ? candidates.dropped(candidate) : Optional.empty();
            if (slow && (config.slower() == SlowMerge.REFUSE || dropped.isEmpty())) {
                throw slower(candidate, time, dropped.isPresent());
            }
            result.add(slow ? dropped.orElseThrow() : candidate);
        }
        return result;
    }

    private static ProblemException slower(Candidate candidate, BlockTimes.@Nullable OfBlock time, boolean drops) {
        double before = time == null ? 0 : time.before();
        double after = time == null ? 0 : time.after();
        return ProblemException.ofSetting("a block would become slower", candidate.id(),
                String.format(Locale.ROOT, "merged it takes %.4f ms and as it is %.4f ms, one picture, measured here",
                        after, before),
                "choose another kernel for it" + (drops ? ", " + candidate.id() + ":drop to leave it out" : "")
                        + ", or slower=keep to merge it all the same");
    }
}
