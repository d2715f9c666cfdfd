package dev.secateur.views.depth;

import java.util.List;

import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.runtime.Ratio;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.text.Figures;

/// What merging all cards does to the whole model.
///
/// @param rows convolution layers, multiply-accumulates, parameters, time
/// @param caption how the time was measured; empty before
/// @param verdict `1.14× faster`; empty before the time was measured
/// @param spread `measured, 95 % interval 1.12–1.16×`
/// @param meaning of the verdict
public record Totals(List<Comparison> rows, String caption, String verdict, String spread,
        Comparison.Meaning meaning) {

    public Totals {
        rows = List.copyOf(rows);
    }

    static Totals of(Analysis analysis, List<MergeCard> cards, MergeCard.BlockTime time) {
        Costs costs = analysis.costs();
        long layers = analysis.graph().nodes().stream().filter(n -> n.op() instanceof Conv).count();
        long layersGone = 0;
        long macsGone = 0;
        long parametersGone = 0;
        boolean macsKnown = true;
        for (MergeCard card : cards) {
            var before = card.chosen().before();
            var after = card.chosen().after();
            layersGone += before.convolutions() - after.convolutions();
            macsKnown &= before.macs() >= 0 && after.macs() >= 0;
            macsGone += before.macs() - after.macs();
            parametersGone += before.parameters() - after.parameters();
        }
        List<Comparison> rows = List.of(Comparison.ofNumbers("Conv layers", layers, layers - layersGone),
                Comparison.ofCounts("MACs", costs.macs(), macsKnown ? costs.macs() - macsGone : -1),
                Comparison.ofCounts("Parameters", costs.parameters(), costs.parameters() - parametersGone),
                MergeCard.timeRow("Time", time));
        return timed(rows, time);
    }

    private static Totals timed(List<Comparison> rows, MergeCard.BlockTime time) {
        var pairing = time.pairing();
        if (pairing == null) {
            return new Totals(rows, "", "", "", Comparison.Meaning.NEUTRAL);
        }
        Ratio ratio = pairing.ratio();
        String caption = Figures.plural(pairing.first().runs(), "alternating run");
        String spread = "measured, 95 % interval " + Figures.decimal(ratio.low(), 2) + "–"
                + Figures.ratio(ratio.high());
        if (ratio.low() <= 1 && ratio.high() >= 1) {
            return new Totals(rows, caption, Figures.ratio(ratio.median()), "no clear difference, " + spread,
                    Comparison.Meaning.NEUTRAL);
        }
        boolean faster = ratio.median() > 1;
        return new Totals(rows, caption, Figures.ratio(ratio.median()) + (faster ? " faster" : ", slower"),
                spread, faster ? Comparison.Meaning.BETTER : Comparison.Meaning.WORSE);
    }
}
