package dev.secateur.engine.report;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.record.Machine;
import dev.secateur.engine.record.RunRecord;

import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTest {

    private static final Machine MACHINE = new Machine("25", "Linux", "a <fast> processor", 2, "cpu", 1,
            "ONNX Runtime");
    private static final String EVIL = "<script>alert('x')</script>\"&.onnx";

    @Test
    void everyTextIsEscapedAndNothingLinksOutside() {
        String page = ReportPage.of(content(EVIL, null, List.of()));
        assertThat(page).doesNotContain("<script", "a <fast>").contains("&lt;script&gt;", "a &lt;fast&gt; processor");
        assertThat(page).doesNotContain("href=", "src=", "url(").contains("default-src 'none'");
    }

    @Test
    void theThreeAccuraciesTheRecipeAndTheChecksumsAreTold() {
        RunRecord.Metrics before = new RunRecord.Metrics(100, 0.9173, 0.9, 0.93, 0.99, 0.3);
        RunRecord.Metrics after = new RunRecord.Metrics(100, 0.9054, 0.88, 0.92, 0.99, 0.4);
        Map<String, Object> untrained = Map.of("samples", 100, "top1", 0.1113, "low", 0.1, "high", 0.12, "top5", 0.5,
                "loss", 9.0);
        Map<String, Object> report = Map.of("untrained", untrained, "time", Map.of("medianMsBefore", 2.1), "training",
                Map.of("epochs", List.of(epoch(1, 0.9), epoch(2, 0.5))));
        RunRecord record = new RunRecord("secateur 1", new RunRecord.Model("before.onnx", "aa11", 5), null,
                List.of(new RunRecord.Step("updp", 1, Map.of("count", 3), report)), 7, before, after,
                new RunRecord.Model("after.onnx", "bb22", 4), MACHINE, "2026-01-01T00:00Z", 12, "done");
        String page = ReportPage.of(content("after.onnx", record, List.of()));
        assertThat(page).contains("91.73 %", "11.13 %", "90.54 %", "aa11", "bb22", "&quot;count&quot; : 3", "updp",
                "before, median, ms", "secateur-recipe", "&quot;seed&quot; : 7", "<polyline",
                "loss over training, epochs", "2 epochs, drawn above");
    }

    @Test
    void aComparisonListsTheLayersThatDiffer() {
        String page = ReportPage.of(content("b.onnx", null,
                List.of(new ReportContent.Layer("conv1", "Conv", "changed", "kernel 3 → 5", -2304, 12))));
        assertThat(page).contains("Layers that differ", "1.25× as fast", "<rect", "conv1", "−2,304", "+12", "−50.0 %",
                "1.250×", "97.00 %");
    }

    private static Map<String, Object> epoch(int number, double loss) {
        return Map.of("epoch", number, "loss", loss);
    }

    private static ReportContent content(String name, @Nullable RunRecord record, List<ReportContent.Layer> layers) {
        ReportContent.Subject model = new ReportContent.Subject(name, "cc33", 500, 10, 50, 500, "17", null);
        ReportContent.Subject against = new ReportContent.Subject("a.onnx", "dd44", 1000, 12, 100, 900, "17", null);
        return new ReportContent("Report of " + name, "secateur 1", "today", model, layers.isEmpty() ? null : against,
                record, List.of(), 0, new ReportContent.Times(1.6, 2, 1.25, 1.2, 1.3, "60 runs", 0.5),
                layers.isEmpty() ? null : new ReportContent.Agreement(0.97, 3, List.of("picture 4: cat or dog")),
                layers,
                List.of(new ReportContent.Picture("The graph", "<?xml version=\"1.0\"?>\n<svg></svg>")), MACHINE);
    }
}
