package dev.secateur.engine.compress.updp;

import java.util.Set;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Makes a network shallower: blocks are led to a form that merges into one layer while the network is trained.
public final class Updp implements Method<UpdpConfig> {

    private static final MethodInfo INFO = new MethodInfo("updp", "UPDP",
            "Makes one layer of each chosen block: its activations fade out while the network is trained, then it is merged.",
            "Liu et al., UPDP: A Unified Progressive Depth Pruner for CNN and Vision Transformer, AAAI 2024",
            Set.of(MethodInfo.Need.DATA, MethodInfo.Need.LABELS, MethodInfo.Need.TRAINING));

    @Override
    public MethodInfo info() {
        return INFO;
    }

    @Override
    public UpdpConfig defaults() {
        return UpdpConfig.defaults();
    }

    @Override
    public Class<UpdpReport> reportType() {
        return UpdpReport.class;
    }

    @Override
    public Applicability applicability(Graph graph, UpdpConfig config) {
        if (graph.requiredInputs().size() != 1) {
            return Applicability.no("the model has " + graph.requiredInputs().size() + " inputs and not one");
        }
        Candidates candidates = new Candidates(graph);
        if (candidates.blocks() == 0) {
            return Applicability.no("no blocks were found");
        }
        if (config.blocks().isEmpty()) {
            return candidates.searchable(config.kernel()).isEmpty()
                    ? Applicability.no("none of the " + candidates.blocks() + " blocks can be pruned; "
                            + candidates.refusal())
                    : Applicability.yes();
        }
        try {
            candidates.named(config.blocks(), config.kernel());
            return Applicability.yes();
        } catch (ProblemException e) {
            return Applicability.no(e.problem().what() + ": " + e.problem().why());
        }
    }

    @Override
    public MethodResult run(MethodInput<UpdpConfig> input, Progress progress) throws ProblemException {
        Learning given = input.learning();
        if (given == null) {
            throw ProblemException.ofSetting("cannot prune blocks", "data", "the network is trained while it is pruned",
                    "name labelled pictures with --data, or choose them in the window");
        }
        if (applicability(input.graph(), input.config()) instanceof Applicability.No(String reason, var nodes)
                && input.config().blocks().isEmpty()) {
            throw ProblemException.ofModel("cannot prune blocks", null, reason, "");
        }
        Learning learning = input.config().training().limited(given);
        boolean searches = input.config().blocks().isEmpty()
                && input.config().search().kind() != SearchPlan.Kind.REDUNDANCY;
        double chosen = searches ? 0.4 : 0.05;
        Selected selected = new Selection(input, learning).run(progress.part(0, chosen));
        progress.report(chosen, "Progressive training, stage 3 of 4");
        UpdpConfig config = input.config();
        PrunedNetwork network = Calibration.of(
                PrunedNetwork.of(input.graph(), selected.chosen(), config.schedule().mixing(), progress),
                config.training().epochs() == 0
                        ? Calibration.Begin.PRUNED
                        : new Calibration.Begin(config.schedule().lambda(0), config.schedule().taps(0)),
                learning,
                config.search().recalibration(), progress.part(chosen, chosen + 0.02));
        ProgressiveTraining trained = ProgressiveTraining.run(network, input, learning,
                progress.part(chosen + 0.02, 0.94));
        progress.report(0.94, "Merging, stage 4 of 4");
        Graph settled = network.settled(trained.graph());
        Trailing merged = Trailing.folded(network.merged(settled), network, progress);
        Verification verification = Verification.of(
                new Verification.Networks(input.graph(), settled, merged.graph()), input,
                progress.part(0.95, 1).named(() -> "Merging, stage 4 of 4"));
        return new Outcome(selected, trained, merged, verification).result(input.graph());
    }
}
