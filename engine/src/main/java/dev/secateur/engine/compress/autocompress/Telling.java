package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.BudgetReport;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.search.SearchReport;

/// Tells what became of each layer and of the whole.
///
/// @param first as it was given
/// @param last as it is in the end
/// @param kernels that became smaller, by the names of their layers
record Telling(Workshop workshop, Findings findings, Stage first, Stage last, Map<String, String> kernels) {

    private static final int BYTES = 4;
    private static final double FAR = 0.05;

    AutoCompressReport report(SearchReport search, AutoCompressReport.Size after,
            BudgetReport.@Nullable TimeReport time) {
        return new AutoCompressReport(findings.goal(), findings.before(), after, findings.rounds(),
                findings.purification(), layers(), packed(after), time, workshop.tally().passes(), search,
                note(after, time));
    }

    private List<AutoCompressReport.LayerReport> layers() {
        Map<String, Layer> before = new HashMap<>();
        first.projection().anatomy().layers().forEach(l -> before.put(first.projection().anatomy().name(l), l));
        List<AutoCompressReport.LayerReport> told = new ArrayList<>();
        for (Layer layer : last.projection().anatomy().layers()) {
            String name = last.projection().anatomy().name(layer);
            Layer old = before.get(name);
            if (old != null) {
                told.add(told(name, old, layer));
            }
        }
        return told;
    }

    private AutoCompressReport.LayerReport told(String name, Layer old, Layer layer) {
        boolean weightwise = last.projection().isWeightwise();
        BitSet live = last.projection().live(layer);
        long elements = weightwise
                ? live.cardinality()
                : layer.isConvolution()
                        ? (long) layer.rows() * live.cardinality()
                        : (long) layer.rows() * layer.columns();
        boolean columns = layer.isConvolution() && !weightwise;
        List<Integer> kept = columns && live.cardinality() < layer.columns()
                ? live.stream().boxed().toList()
                : List.of();
        return new AutoCompressReport.LayerReport(name, List.of(old.rows(), layer.rows()),
                List.of(old.columns(), columns ? live.cardinality() : layer.columns()), kept,
                kernels.getOrDefault(name, ""), List.of((long) old.rows() * old.columns(), elements));
    }

    private AutoCompressReport.Packed packed(AutoCompressReport.Size after) {
        double bits = 0;
        for (Layer layer : last.projection().anatomy().layers()) {
            bits += last.projection().isWeightwise()
                    ? (double) layer.rows() * layer.columns()
                    : layer.isConvolution() ? layer.columns() : 0;
        }
        return new AutoCompressReport.Packed(BYTES * (long) findings.before().weights(),
                BYTES * (long) after.weights() + (long) Math.ceil(bits / Byte.SIZE));
    }

    private String note(AutoCompressReport.Size after, BudgetReport.@Nullable TimeReport time) {
        List<String> parts = new ArrayList<>();
        AutoCompressReport.Size before = findings.before();
        parts.add(String.format(Locale.ROOT, "%.2f times fewer weights (convolutions, classifier and normalisations), "
                + "%.2f times fewer MACs", before.weights() / after.weights(), before.macs() / after.macs()));
        if (time != null) {
            parts.add(String.format(Locale.ROOT, "%.2f times as fast, measured", time.measuredRatio()));
        }
        if (last.projection().isWeightwise()) {
            parts.add(
                    "single weights are zero in a dense file: ONNX Runtime multiplies them like any number, so nothing is faster");
        } else if (after.denseWeights() > after.weights()) {
            parts.add(String.format(Locale.ROOT,
                    "ONNX Runtime still multiplies %.0f columns' weights that are zero; a kernel that gathers columns would not",
                    after.denseWeights() - after.weights()));
        }
        if (findings.rounds().stream().anyMatch(r -> !r.kept())) {
            parts.add("the last round lost more than the limit and was given up");
        }
        findings.rounds().stream().filter(r -> r.kept() && workshop.config().admm().epochs() > 0)
                .reduce((a, b) -> b).ifPresent(r -> far(r, parts));
        if (workshop.config().retrain().epochs() == 0) {
            parts.add("not retrained, so the accuracy is expected to be low");
        }
        return String.join("; ", parts);
    }

    private static void far(AutoCompressReport.RoundReport round, List<String> parts) {
        long count = round.distances().stream().filter(d -> d.share() > FAR).count();
        if (count > 0) {
            parts.add(String.format(Locale.ROOT,
                    "ADMM had not brought %d of %d layers within %.2f of their structure before they were cut", count,
                    round.distances().size(), FAR));
        }
    }

    List<MethodResult.Change> changes() {
        List<MethodResult.Change> changes = new ArrayList<>();
        for (AutoCompressReport.LayerReport layer : layers()) {
            long before = layer.weights().getFirst();
            long after = layer.weights().getLast();
            if (after < before) {
                String filters = layer.filters().getFirst().equals(layer.filters().getLast())
                        ? ""
                        : layer.filters().getFirst() + " filters became " + layer.filters().getLast() + ", ";
                changes.add(new MethodResult.Change(layer.name(),
                        filters + before + " weights became " + after
                                + (layer.kernel().isEmpty() ? "" : ", kernel " + layer.kernel())));
            }
        }
        return changes;
    }

    Map<String, Double> metrics(AutoCompressReport.Size after) {
        AutoCompressReport.Size before = findings.before();
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("parametersBefore", before.denseWeights());
        metrics.put("parametersAfter", after.denseWeights());
        metrics.put("weightsBefore", before.weights());
        metrics.put("weightsAfter", after.weights());
        metrics.put("macsBefore", before.denseMacs());
        metrics.put("macsAfter", after.denseMacs());
        metrics.put("packedBytes", (double) packed(after).packedBytes());
        metrics.put("passes", (double) workshop.tally().passes().all());
        return metrics;
    }
}
