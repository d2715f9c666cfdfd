package dev.secateur.engine.compress.scop;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.ChannelScope;

/// What the experiment found and what was cut. While the experiment runs, reports of what is known so far come with layers whose form is
/// {@link #UNDECIDED}, and with nothing removed from the network.
///
/// @param layers every layer under experiment, in the network's order
/// @param rate part of the channels that was to go, unless there was a goal
/// @param scope whether the same part of every layer was to go, or the least important of all
/// @param round what stays of a layer is the nearest multiple of this
/// @param epochs of the control phase in all
/// @param snapshots when factors were written down, in epochs from 0 on, ascending
/// @param losses mean cross-entropy of the control phase, by epoch
/// @param spread standard deviation of all factors around 0.5; near 0 the experiment told nothing apart
/// @param knockoff what stood in for knockoffs
/// @param pictures that the experiment was made on
/// @param outcome what the cut did to the network as a whole
/// @param note what a reader has to know
public record ScopReport(List<LayerReport> layers, double rate, ChannelScope scope, int round, int epochs,
        List<Double> snapshots,
        List<Double> losses, double spread, String knockoff, int pictures, Outcome outcome, String note) {

    /// Form of a layer while the experiment runs.
    public static final String UNDECIDED = "undecided";

    public ScopReport {
        layers = List.copyOf(layers);
        snapshots = List.copyOf(snapshots);
        losses = List.copyOf(losses);
    }

    /// How many channels of each layer go at a rate, with this report's scope and rounding.
    ///
    /// @param atRate 0..1
    public int[] losses(double atRate) {
        return new Selection(layers.stream()
                .map(l -> l.scores().stream().mapToDouble(Double::doubleValue).toArray()).toList(), scope, round)
                .atRate(atRate);
    }

    /// True if the network was cut.
    public boolean hasCut() {
        return layers.stream().noneMatch(l -> l.form().equals(UNDECIDED));
    }

    /// What the cut did to the network.
    ///
    /// @param parametersRemoved part of all parameters, 0..1
    /// @param macsRemoved part of all multiply-accumulates for one sample, 0..1
    /// @param inputs which inputs the cut and the masked network were compared on
    /// @param recalibrated pictures on which the statistics of normalisations were taken anew
    /// @param finetuned epochs of training after the cut
    /// @param budget how the goal was met; null without one
    public record Outcome(double parametersRemoved, double macsRemoved, String inputs, int recalibrated, int finetuned,
            @Nullable BudgetReport budget) {

        static final Outcome NONE = new Outcome(0, 0, "", 0, 0, null);
    }

    /// A layer.
    ///
    /// @param id its convolution
    /// @param form `sliced` where its users are cut too, `scattered` where zeros stand behind it, `union` where a channel went only if
    ///     all layers that make it would lose it, `kept`, or {@link #UNDECIDED}
    /// @param scored what a channel's score is: `scaled`, `plain`, or `filter` where neither tells channels apart
    /// @param gammas scale of the normalisation, for every channel
    /// @param betas for every channel how much of the real feature map was needed, 0..1
    /// @param scores for every channel; the lowest go
    /// @param chosen how many channels were to go, those with the lowest scores
    /// @param removed channels that went, ascending
    /// @param history factors of all channels at each snapshot
    public record LayerReport(String id, String form, String scored, List<Double> gammas, List<Double> betas,
            List<Double> scores, int chosen, List<Integer> removed, List<List<Double>> history) {

        public LayerReport {
            gammas = List.copyOf(gammas);
            betas = List.copyOf(betas);
            scores = List.copyOf(scores);
            removed = List.copyOf(removed);
            history = List.copyOf(history);
        }
    }
}
