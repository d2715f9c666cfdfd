package dev.secateur.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.report.ReportContent.Accuracy;
import dev.secateur.engine.report.ReportContent.Subject;
import dev.secateur.engine.report.ReportContent.Times;

/// The first thing on a page: what a model is and does in a few large figures, each with what it was before.
record Overview(ReportContent content) {

    /// A figure.
    ///
    /// @param below what it was before, and the change; empty for nothing
    record Figure(String name, String value, String below) {}

    List<Figure> figures() {
        List<Figure> figures = new ArrayList<>();
        Subject model = content.model();
        Subject against = content.against();
        top1().ifPresent(figures::add);
        Times times = content.times();
        if (times != null && !Double.isNaN(times.medianMs())) {
            figures.add(new Figure("Time", String.format(Locale.ROOT, "%.2f ms", times.medianMs()), speed(times)));
        }
        figures.add(new Figure("Parameters", large(model.parameters()),
                against == null ? "" : change(against.parameters(), model.parameters())));
        figures.add(new Figure("MACs", large(model.macs()),
                against == null ? "" : change(against.macs(), model.macs())));
        figures.add(new Figure("File", large(model.bytes()) + "B",
                against == null ? "" : change(against.bytes(), model.bytes())));
        return figures;
    }

    private java.util.Optional<Figure> top1() {
        Accuracy own = content.model().accuracy();
        Accuracy other = content.against() == null ? null : content.against().accuracy();
        RunRecord record = content.record();
        double now = own != null ? own.top1() : top1(record == null ? null : record.after());
        double before = own != null
                ? other == null ? Double.NaN : other.top1()
                : top1(record == null ? null : record.before());
        if (Double.isNaN(now)) {
            return java.util.Optional.empty();
        }
        String points = String.format(Locale.ROOT, "%+.2f points", 100 * (now - before)).replace('-', '\u2212');
        return java.util.Optional.of(new Figure("Top-1", String.format(Locale.ROOT, "%.2f %%", 100 * now),
                Double.isNaN(before) ? "" : String.format(Locale.ROOT, "%.2f %% before, %s", 100 * before, points)));
    }

    private static double top1(RunRecord.@Nullable Metrics metrics) {
        return metrics == null ? Double.NaN : metrics.top1();
    }

    private static String speed(Times times) {
        return Double.isNaN(times.ratio())
                ? Double.isNaN(times.againstMs()) ? "" : String.format(Locale.ROOT, "%.2f ms before", times.againstMs())
                : String.format(Locale.ROOT, "%.2f× as fast (%.2f to %.2f)", times.ratio(), times.low(), times.high());
    }

    private static String change(long before, long now) {
        return before == 0
                ? ""
                : String.format(Locale.ROOT, "%+.1f %%", 100.0 * (now - before) / before).replace('-', '\u2212');
    }

    /// `40.55 M`.
    private static String large(long value) {
        return value >= 1_000_000_000
                ? String.format(Locale.ROOT, "%.2f G", value / 1e9)
                : value >= 1_000_000
                        ? String.format(Locale.ROOT, "%.2f M", value / 1e6)
                        : value >= 10_000
                                ? String.format(Locale.ROOT, "%.1f k", value / 1e3)
                                : Long.toString(value) + " ";
    }

    /// Shares of what it was held against; empty bars for a model alone.
    Bars bars() {
        Bars bars = new Bars();
        Subject model = content.model();
        Subject against = content.against();
        if (against != null) {
            bars.add("parameters", against.parameters(), model.parameters(),
                    against.parameters() + " to " + model.parameters());
            bars.add("MACs", against.macs(), model.macs(), against.macs() + " to " + model.macs());
            bars.add("file", against.bytes(), model.bytes(), against.bytes() + " to " + model.bytes() + " bytes");
            Times times = content.times();
            if (times != null) {
                bars.add("time", times.againstMs(), times.medianMs(),
                        times.againstMs() + " to " + times.medianMs() + " ms");
            }
        }
        return bars;
    }
}
