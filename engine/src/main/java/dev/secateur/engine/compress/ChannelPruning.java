package dev.secateur.engine.compress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
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
import dev.secateur.engine.shape.ShapeInference;

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

    /// Ranks, cuts and compares.
    ///
    /// @throws ProblemException if nothing can be cut, or if the cut network does not compute what the masked one does
    public static MethodResult run(MethodInput<?> input, ChannelConfig config, Scoring scoring, Progress progress)
            throws ProblemException {
        if (applicability(input.graph(), config) instanceof Applicability.No(String reason, var nodes)) {
            throw ProblemException.ofModel("cannot cut channels", null, reason, "see inspect for all groups");
        }
        double end = config.finetune().epochs() == 0 ? 1 : TRAINING_FROM;
        progress.report(0, "Ranking channels");
        Coupling coupling = Coupling.of(input.graph());
        double[] scores = scoring.scores(coupling, progress.part(0, end * 0.5));
        progress.check();
        BitSet asked = new ChannelChoice(coupling, scores, config).removed();
        if (asked.isEmpty()) {
            throw ProblemException.ofSetting("nothing to cut", "rate",
                    "at " + config.rate() + " no group loses a whole channel",
                    "raise the rate or lower what is kept at least");
        }
        Snapping snapping = config.fast()
                ? Snapping.of(coupling, scores, config, asked, input.threads(), progress.part(end * 0.5, end * 0.8))
                : null;
        BitSet removed = snapping == null ? asked : snapping.removed();
        progress.report(end * 0.8, "Cutting " + removed.cardinality() + " channels");
        Graph cut = ChannelCut.apply(coupling, removed);
        progress.check();
        Samples samples = samples(input);
        Difference parity = isExact(coupling, removed)
                ? compare(coupling, removed, cut, samples, progress.part(end * 0.85, end))
                : null;
        Graph result = finetuned(input, config.finetune(), cut, progress.part(end, 1));
        return result(coupling, result, new Cut(config, scores, removed, snapping == null ? null : snapping.report()),
                samples, parity);
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

    /// @param removed units that went
    private record Cut(ChannelConfig config, double[] scores, BitSet removed, @Nullable WidthReport widths) {}

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

    private static MethodResult result(Coupling coupling, Graph cut, Cut made, Samples samples,
            @Nullable Difference parity) {
        Costs before = count(coupling.graph());
        Costs after = count(cut);
        List<ChannelReport.CutGroup> groups = new ArrayList<>();
        List<MethodResult.Change> changes = new ArrayList<>();
        for (ChannelGroup group : coupling.groups()) {
            if (group.removable() > 0) {
                ChannelReport.CutGroup told = told(group, made);
                groups.add(told);
                if (told.after() < told.before()) {
                    changes.add(new MethodResult.Change(told.id(),
                            told.before() + " channels became " + told.after()));
                }
            }
        }
        int channels = groups.stream().mapToInt(ChannelReport.CutGroup::before).sum();
        ChannelReport report = new ChannelReport(groups, made.config().rate(),
                (double) made.removed().cardinality() / channels, part(before.parameters(), after.parameters()),
                part(before.macs(), after.macs()), coupling.groups().size() - groups.size(),
                made.widths(),
                parity == null
                        ? "not compared: a statistic over the channels changes with the cut"
                        : samples.description(),
                trained(made.config().finetune().epochs()));
        return new MethodResult(cut, changes, metrics(before, after), parity, report);
    }

    private static String trained(int epochs) {
        return epochs == 0 ? UNTRAINED : "the network was trained for " + epochs + " epochs after the cut";
    }

    private static double part(long before, long after) {
        return before == 0 ? 0 : 1 - (double) after / before;
    }

    private static ChannelReport.CutGroup told(ChannelGroup group, Cut made) {
        int gone = (int) IntStream.of(group.units()).filter(made.removed()::get).count();
        double least = IntStream.of(group.units()).filter(u -> !made.removed().get(u))
                .mapToDouble(u -> made.scores()[u])
                .min().orElse(0);
        long wanted = (long) Math.floor(made.config().rate() * group.channels() + 1e-9);
        boolean fewer = made.config().scope() == ChannelScope.GROUP && gone < wanted;
        String why = !fewer
                ? ""
                : group.removable() < wanted
                        ? "only " + group.removable() + " of its channels can go"
                        : "rounded, or kept at the floor";
        return new ChannelReport.CutGroup(group.id(), group.channels(), group.channels() - gone, least, why);
    }

    private static Costs count(Graph graph) {
        return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1)));
    }

    private static Map<String, Double> metrics(Costs before, Costs after) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", (double) before.parameters());
        metrics.put("parametersAfter", (double) after.parameters());
        metrics.put("macsBefore", (double) before.macs());
        metrics.put("macsAfter", (double) after.macs());
        return metrics;
    }
}
