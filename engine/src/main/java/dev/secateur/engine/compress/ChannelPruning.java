package dev.secateur.engine.compress;

import java.util.BitSet;

import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelMask;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Hold;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Difference;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.shape.Bindings;

/// What all methods that rank channels share: from scores to the cut network, compared with the masked one in ONNX Runtime.
public final class ChannelPruning {

    /// Largest `max|a - b| / max|b|` between the cut and the masked network.
    public static final double TOLERANCE = 1e-4;

    /// What holds for every cut that no training followed.
    public static final String UNTRAINED = "the network was not trained after the cut; its accuracy is expected to be low until it is";

    private static final int SAMPLES = 8;
    /// Where training begins in the progress, if there is any.
    private static final double TRAINING_FROM = 0.2;

    private ChannelPruning() {}

    /// The importance of channels.
    @FunctionalInterface
    public interface Scoring {

        /// A number for every unit of the coupling, higher for more important ones; it need not be of any scale.
        double[] scores(Coupling coupling, Progress progress) throws ProblemException;
    }

    /// Whether a cut could take a channel.
    public static Applicability applicability(Graph graph, ChannelConfig config) {
        Coupling coupling = Coupling.of(graph);
        if (!coupling.removable(config.mixed()).isEmpty()) {
            return Applicability.yes();
        }
        if (coupling.groups().isEmpty()) {
            return Applicability.no("no convolution or matrix with constant weights was found");
        }
        Hold.Reason reason = coupling.groups().getFirst().hold().reasons().getFirst();
        return Applicability.no("no channel can be cut; in the first of " + coupling.groups().size()
                + " groups because " + reason.text());
    }

    /// In which order channels go.
    @FunctionalInterface
    public interface Ordering {

        /// All channels that may go, and how many of them do at the rate.
        ChannelOrder order(Coupling coupling, Progress progress) throws ProblemException;
    }

    /// Ranks by scores, cuts and compares.
    ///
    /// @throws ProblemException if nothing can be cut, or if the cut network does not compute what the masked one does
    public static MethodResult run(MethodInput<?> input, ChannelConfig config, Scoring scoring, Progress progress)
            throws ProblemException {
        return runOrdered(input, config,
                (coupling, p) -> new ChannelChoice(coupling, scoring.scores(coupling, p), config).order(), progress);
    }

    /// Cuts in an order, and compares.
    ///
    /// @throws ProblemException if nothing can be cut, or if the cut network does not compute what the masked one does
    public static MethodResult runOrdered(MethodInput<?> input, ChannelConfig config, Ordering ordering,
            Progress progress) throws ProblemException {
        if (applicability(input.graph(), config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot cut channels", null, reason, "see inspect for all groups");
        }
        double end = config.finetune().epochs() == 0 ? 1 : TRAINING_FROM;
        progress.report(0, "Ranking channels");
        Coupling coupling = Coupling.of(input.graph());
        ChannelOrder order = ordering.order(coupling, progress.part(0, end * 0.4));
        progress.check();
        BudgetSearch search = config.budget().hasGoal()
                ? BudgetSearch.of(coupling, order, config, input, progress.part(end * 0.4, end * 0.5))
                : null;
        int count = search == null ? order.wanted() : search.count(progress.part(end * 0.5, end * 0.6));
        BitSet asked = order.removed(coupling, count, config.kept());
        if (asked.isEmpty()) {
            throw nothing(config);
        }
        Snapping snapping = config.fast()
                ? KeptWidths.of(input.graph(), asked, input.learning(),
                        () -> Snapping.of(coupling, order.scores(), config, asked, input.threads(),
                                progress.part(end * 0.6, end * 0.8)))
                : null;
        BitSet removed = snapping == null ? asked : snapping.removed();
        progress.report(end * 0.8, "Cutting " + removed.cardinality() + " channels");
        Graph cut = ChannelCut.apply(coupling, removed);
        progress.check();
        BudgetReport reached = search == null
                ? null
                : search.report(removed, cut, progress.part(end * 0.8, end * 0.85));
        Samples samples = samples(input);
        Difference parity = isExact(coupling, removed)
                ? compare(coupling, removed, cut, samples, progress.part(end * 0.85, end))
                : null;
        Graph result = finetuned(input, config.finetune(), cut, progress.part(end, 1));
        return new CutTold(coupling, config, order, count).result(removed, result,
                new CutTold.Findings(snapping == null ? null : snapping.report(), reached, samples.description(),
                        parity))
                .trainedFrom(cut);
    }

    private static ProblemException nothing(ChannelConfig config) {
        return config.budget().hasGoal()
                ? ProblemException.ofSetting("nothing to cut",
                        config.budget().time() > 0 ? "budget.time" : "budget.macs",
                        "the goal is reached without cutting a whole channel", "raise it")
                : ProblemException.ofSetting("nothing to cut", "rate",
                        "at " + config.rate() + " no group loses a whole channel",
                        "raise the rate or lower what is kept at least");
    }

    private static Graph finetuned(MethodInput<?> input, Finetune finetune, Graph cut, Progress progress)
            throws ProblemException {
        if (finetune.epochs() == 0) {
            return cut;
        }
        Learning learning = input.learning();
        if (learning == null) {
            throw ProblemException.ofSetting("cannot train after the cut", "finetune.epochs",
                    "there is no data to learn from",
                    "name it with --data or choose it in the window, or set 0 epochs");
        }
        return finetune.run(cut, input.graph(), learning, progress).graph();
    }

    private static Samples samples(MethodInput<?> input) throws ProblemException {
        Samples given = input.samples();
        return given != null ? given : SampleInputs.samples(input.graph(), Bindings.none(), SAMPLES, input.seed());
    }

    private static boolean isExact(Coupling coupling, BitSet removed) {
        return removed.stream().allMatch(unit -> coupling.hold(unit).strength() == Hold.Strength.FREE);
    }

    private static Difference compare(Coupling coupling, BitSet removed, Graph cut, Samples samples, Progress progress)
            throws ProblemException {
        Difference parity = Parity.compare(cut, ChannelMask.apply(coupling, removed), samples, progress);
        if (parity.maxRel() > TOLERANCE) {
            throw ProblemException.ofModel("the cut network differs from the masked one by " + parity.maxRel(), null,
                    "that is more than rounding, so the coupling of the channels was not understood",
                    "report this model; it was not changed");
        }
        return parity;
    }
}
