package dev.secateur.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.report.ReportContent.Accuracy;
import dev.secateur.engine.report.ReportContent.Agreement;
import dev.secateur.engine.report.ReportContent.Subject;
import dev.secateur.engine.report.ReportContent.Times;

/// Words a report as one web page.
public final class ReportPage {

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String UNKNOWN = "–";
    private static final int FEW = 12;
    private static final Map<String, String> NAMES = Map.of("medianMsBefore", "before, median, ms", "medianMsAfter",
            "after, median, ms", "ratio", "speed, times", "low", "95 % interval, from", "high", "to", "load",
            "load of the machine", "batch", "pictures at a time");
    private static final String STYLE = """
            body { font: 15px/1.5 Inter, "Segoe UI", Helvetica, Arial, sans-serif; color: #1f2328; background: #fff;
              max-width: 1080px; margin: 32px auto; padding: 0 24px; }
            h1 { font-size: 24px; } h2 { font-size: 18px; margin-top: 36px; border-bottom: 1px solid #d0d7de; }
            h3 { font-size: 15px; }
            table { border-collapse: collapse; font-size: 13px; margin: 8px 0; }
            th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid #e3e8ed; vertical-align: top; }
            .n { text-align: right; font-variant-numeric: tabular-nums; }
            .facts th { font-weight: 500; color: #59636e; } .facts td { overflow-wrap: anywhere; }
            pre { background: #f6f8fa; padding: 12px; font-size: 12px; overflow-x: auto; border-radius: 6px; }
            figure { margin: 16px 0; overflow-x: auto; } figure svg { max-width: 100%; height: auto; }
            figcaption, .note { color: #59636e; font-size: 13px; }
            .tiles { display: flex; flex-wrap: wrap; border: 1px solid #d0d7de; border-radius: 8px; margin: 16px 0; }
            .tiles div { flex: 1 1 150px; padding: 12px 16px; } .tiles b { display: block; font-size: 22px; font-weight: 600; }
            .tiles span { color: #59636e; font-size: 12px; }
            .row { display: flex; flex-wrap: wrap; gap: 32px; align-items: flex-start; }
            .row figure { flex: 0 1 auto; max-width: 480px; margin: 8px 0; }
            summary { cursor: pointer; color: #0969da; font-size: 13px; }
            @media print { figure, tr { break-inside: avoid; } }
            """;

    private final ReportContent content;
    private final Html html = new Html();

    private ReportPage(ReportContent content) {
        this.content = content;
    }

    /// The page as text in UTF-8.
    public static String of(ReportContent content) {
        return new ReportPage(content).page();
    }

    private String page() {
        html.heading(1, content.title());
        html.note("Written by " + content.program() + " on " + content.written() + sources());
        Overview overview = new Overview(content);
        html.tiles(overview.figures());
        if (!overview.bars().isEmpty()) {
            html.figure("What " + content.model().name() + " costs, as a share of what "
                    + Objects.requireNonNull(content.against()).name() + " costs", overview.bars().svg());
        }
        figures();
        accuracies();
        times();
        agreement();
        layers();
        pictures();
        RunRecord record = content.record();
        if (record != null) {
            done(record);
        } else if (!content.steps().isEmpty()) {
            html.heading(2, "What was done");
            content.steps().forEach(this::step);
            recipe(content.program(), content.seed(), content.steps());
        }
        environment();
        return html.page(content.title(), STYLE);
    }

    private String sources() {
        Subject against = content.against();
        return against == null ? "." : ", held against " + against.name() + ".";
    }

    private void pictures() {
        if (!content.pictures().isEmpty()) {
            html.heading(2, "Pictures").rowBegin();
            content.pictures().forEach(p -> html.figure(p.title(), p.svg()));
            html.rowEnd();
        }
    }

    private void figures() {
        Subject model = content.model();
        Subject against = content.against();
        html.heading(2, "Counts and sizes");
        List<String> head = against == null
                ? List.of("", ">" + model.name())
                : List.of("", ">" + against.name(), ">" + model.name(), ">change");
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("parameters", against == null ? null : against.parameters(), model.parameters()));
        rows.add(row("multiply-accumulates, one sample", against == null ? null : against.macs(), model.macs()));
        rows.add(row("size of the file, bytes", against == null ? null : against.bytes(), model.bytes()));
        rows.add(row("nodes", against == null ? null : (long) against.nodes(), model.nodes()));
        html.table(head, rows);
    }

    private static List<String> row(String name, @Nullable Long before, long after) {
        return before == null
                ? List.of(name, count(after))
                : List.of(name, count(before), count(after), change(before, after));
    }

    private void accuracies() {
        RunRecord record = content.record();
        Accuracy now = content.model().accuracy();
        Accuracy other = content.against() == null ? null : content.against().accuracy();
        List<List<String>> rows = new ArrayList<>();
        if (record != null) {
            add(rows, "before, from the record", record.before());
            add(rows, "after the cut, not yet trained, from the record", Recorded.untrained(record));
            add(rows, "after, from the record", record.after());
        }
        add(rows, content.against() == null ? "" : content.against().name() + ", measured for this report", other);
        add(rows, content.model().name() + ", measured for this report", now);
        if (rows.isEmpty()) {
            return;
        }
        html.heading(2, "Accuracy");
        html.table(List.of("", ">top-1", ">95 % interval", ">pictures"), rows);
        if (now != null) {
            html.note("Measured in ONNX Runtime on " + now.how() + ".");
        } else if (record != null && record.data() != null) {
            html.note("Measured in ONNX Runtime on " + record.data().name() + ", pixels taken as "
                    + record.data().normalisation() + ".");
        }
    }

    private static void add(List<List<String>> rows, String name, RunRecord.@Nullable Metrics metrics) {
        if (metrics != null) {
            rows.add(List.of(name, percent(metrics.top1()), percent(metrics.low()) + " to " + percent(metrics.high()),
                    count(metrics.samples())));
        }
    }

    private static void add(List<List<String>> rows, String name, @Nullable Accuracy accuracy) {
        if (accuracy != null) {
            rows.add(List.of(name, percent(accuracy.top1()),
                    percent(accuracy.low()) + " to " + percent(accuracy.high()), count(accuracy.samples())));
        }
    }

    private void times() {
        Times times = content.times();
        Map<String, Object> recorded = content.record() == null ? Map.of() : Recorded.times(content.record());
        if (times == null && recorded.isEmpty()) {
            return;
        }
        html.heading(2, "Time");
        if (!recorded.isEmpty()) {
            html.heading(3, "When the model was made");
            List<List<String>> pairs = new ArrayList<>();
            recorded.forEach((key, value) -> pairs.add(List.of(NAMES.getOrDefault(key, key), told(value))));
            html.facts(pairs);
        }
        if (times != null) {
            html.heading(3, "Measured on the machine of this report");
            List<List<String>> pairs = new ArrayList<>();
            pairs.add(List.of(content.model().name(), number(times.medianMs()) + " ms"));
            if (content.against() != null && !Double.isNaN(times.againstMs())) {
                pairs.add(List.of(content.against().name(), number(times.againstMs()) + " ms"));
            }
            if (!Double.isNaN(times.ratio())) {
                pairs.add(List.of("speed", number(times.ratio()) + "×, 95 % interval " + number(times.low()) + "× to "
                        + number(times.high()) + "×, timed in turns"));
            }
            html.facts(pairs);
            html.note("Median of whole runs in ONNX Runtime: " + times.how() + load(times.load()) + ".");
        }
    }

    private static String told(Object value) {
        return value instanceof Double number ? number(number) : String.valueOf(value);
    }

    private static String load(double load) {
        return Double.isNaN(load)
                ? ""
                : "; load of the machine before: " + (load < 0 ? "not told by the system" : number(load));
    }

    private void agreement() {
        Agreement agreement = content.agreement();
        if (agreement != null) {
            html.heading(2, "Agreement");
            html.paragraph("Both say the same of " + percent(agreement.share()) + " of the pictures; they differ on "
                    + count(agreement.apart()) + ".");
            if (!agreement.examples().isEmpty()) {
                html.paragraph("Among them: " + String.join("; ", agreement.examples()) + ".");
            }
        }
    }

    private void layers() {
        if (content.against() == null) {
            return;
        }
        html.heading(2, "Layers that differ");
        if (content.layers().isEmpty()) {
            html.paragraph("None, but for values of weights.");
            return;
        }
        html.foldBegin(count(content.layers().size()) + " layers", content.layers().size() <= FEW);
        html.table(List.of("layer", "operator", "change", ">parameters", ">MACs", "what"),
                content.layers().stream().map(l -> List.of(l.name(), l.operator(), l.change(), signed(l.parameters()),
                        signed(l.macs()), l.what())).toList());
        html.foldEnd();
    }

    private void done(RunRecord record) {
        html.heading(2, "What was done");
        html.facts(List.of(List.of("began with", record.model().name()), List.of("started", record.started()),
                List.of("took", number(record.seconds()) + " s, ending: " + record.ending()),
                List.of("program", record.program()), List.of("seed", Long.toString(record.seed())),
                List.of("device", record.machine().device() + ", threads " + record.machine().threads())));
        record.steps().forEach(this::step);
        recipe(record.program(), record.seed(), record.steps());
        RunRecord.Data data = record.data();
        if (data != null) {
            html.heading(3, "Data");
            List<List<String>> pairs = new ArrayList<>();
            pairs.add(List.of("name", data.name()));
            pairs.add(List.of("pixels", data.normalisation()));
            part(pairs, "trained on", data.training());
            part(pairs, "chosen by", data.heldOut());
            part(pairs, "tested on", data.test());
            html.facts(pairs);
        }
    }

    /// The steps as a file that `secateur run` takes.
    private void recipe(String program, long seed, List<RunRecord.Step> steps) {
        html.heading(3, "Recipe");
        RecipeText whole = new RecipeText(program, seed,
                steps.stream().map(s -> new RecipeText.Step(s.method(), s.config())).toList());
        html.foldBegin("As a file, to be done again or to another model by secateur run", false).code(whole.json())
                .foldEnd();
    }

    private void step(RunRecord.Step step) {
        html.heading(3, step.method() + ", version " + step.version() + " of the method");
        html.foldBegin("Configuration", false).code(JSON.writeValueAsString(step.config())).foldEnd();
        Curves.of(step.report()).forEach(curve -> html.figure(curve.title(), curve.svg()));
        if (!step.report().isEmpty()) {
            html.foldBegin("What the method reports", false)
                    .code(JSON.writeValueAsString(Recorded.withoutCurves(step.report()))).foldEnd();
        }
    }

    private static void part(List<List<String>> pairs, String name, RunRecord.@Nullable Part part) {
        if (part != null) {
            pairs.add(List.of(name, count(part.samples()) + " pictures, SHA-256 " + part.sha256()));
        }
    }

    private void environment() {
        html.heading(2, "Checksums");
        List<List<String>> sums = new ArrayList<>();
        sums.add(List.of(content.model().name(), content.model().sha256()));
        if (content.against() != null) {
            sums.add(List.of(content.against().name(), content.against().sha256()));
        }
        if (content.record() != null) {
            sums.add(List.of(content.record().model().name() + " (began with)", content.record().model().sha256()));
            sums.add(List.of(content.record().result().name() + " (as it was written)",
                    content.record().result().sha256()));
        }
        html.table(List.of("file", "SHA-256"), sums);
        html.heading(2, "Environment");
        machine("of this report", content.machine());
        if (content.record() != null) {
            machine("of the run", content.record().machine());
        }
    }

    private void machine(String of, Machine machine) {
        html.heading(3, "Machine " + of);
        html.facts(List.of(List.of("processor", machine.cpu() + ", " + machine.processors() + " threads of it"),
                List.of("system", machine.os()), List.of("Java", machine.java()),
                List.of("libraries", machine.libraries())));
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String signed(long value) {
        return (value > 0 ? "+" : value < 0 ? "−" : "") + count(Math.abs(value));
    }

    private static String change(long before, long after) {
        if (before == 0) {
            return UNKNOWN;
        }
        double percent = 100.0 * (after - before) / before;
        return (percent > 0 ? "+" : percent < 0 ? "−" : "") + String.format(Locale.ROOT, "%.1f %%", Math.abs(percent));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
