package dev.secateur.views.scop;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.secateur.engine.compress.scop.ScopReport;

/// A layer as it is drawn: its channels in order, what each half of the experiment says of them, and where the cut goes.
///
final class LayerScores {

    /// Ways to put channels in order.
    enum Order {
        DIFFERENCE, CHANNEL
    }

    private final String name;
    private final ScopReport.LayerReport report;
    private final int[] ranks;
    private final List<Integer> byScore;
    private final int losses;

    LayerScores(String name, ScopReport.LayerReport report, int losses) {
        this.name = name;
        this.report = report;
        this.losses = losses;
        this.byScore = IntStream.range(0, report.scores().size()).boxed()
                .sorted(Comparator.comparingDouble(report.scores()::get)).toList();
        this.ranks = new int[byScore.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[byScore.get(i)] = i;
        }
    }

    String name() {
        return name;
    }

    ScopReport.LayerReport report() {
        return report;
    }

    int channels() {
        return ranks.length;
    }

    int losses() {
        return losses;
    }

    /// Channels from left to right.
    List<Integer> order(Order order) {
        return order == Order.DIFFERENCE ? byScore : IntStream.range(0, channels()).boxed().toList();
    }

    /// Place of a channel by its score, from 0 for the lowest.
    int rank(int channel) {
        return ranks[channel];
    }

    /// True if the cut as it is drawn takes the channel.
    boolean goes(int channel) {
        return ranks[channel] < losses;
    }

    /// True if scores are factors times scales.
    boolean isScaled() {
        return report.scored().equals("scaled");
    }

    double gamma(int channel) {
        return report.gammas().get(channel);
    }

    double beta(int channel) {
        return report.betas().get(channel);
    }

    private double weight(int channel) {
        return isScaled() ? Math.abs(gamma(channel)) : 1;
    }

    /// What the real feature map counts.
    double real(int channel) {
        return weight(channel) * beta(channel);
    }

    /// What the knockoff's counts.
    double knockoff(int channel) {
        return weight(channel) * (1 - beta(channel));
    }

    double score(int channel) {
        return report.scores().get(channel);
    }

    /// The largest of all that is drawn, above 0.
    double most() {
        double most = IntStream.range(0, channels()).mapToDouble(c -> Math.max(real(c), knockoff(c))).max().orElse(1);
        return most > 0 ? most : 1;
    }
}
