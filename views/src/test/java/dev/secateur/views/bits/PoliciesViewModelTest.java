package dev.secateur.views.bits;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.secateur.engine.compress.haq.HaqReport;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.BitFusion;
import dev.secateur.engine.hardware.bits.MeasuredInteger;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.views.session.Finding;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.text.Figures;

import static org.assertj.core.api.Assertions.assertThat;

class PoliciesViewModelTest {

    private final Graph graph = Networks.resNet(1);
    private final SessionModel session = Sessions.with(graph);
    private final BitsViewModel rows = new BitsViewModel(session,
            (g, settings, pictures, found, progress) -> new Sensitivity(List.of(8), List.of(), null, ""));

    @TempDir
    Path folder;

    private PoliciesViewModel model() {
        rows.activeProperty().set(true);
        return new PoliciesViewModel(session, rows,
                (g, threads, progress) -> new MeasuredInteger("here", Map.of()));
    }

    private static PolicyColumn column(PoliciesViewModel model, String name) {
        return model.columnsProperty().get().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void totalsMoveWithEveryWidthThatIsSet() {
        PoliciesViewModel model = model();
        assertThat(model.columnsProperty().get()).extracting(PolicyColumn::name).containsExactly("own", "all 4",
                "all 8");
        String size = model.cost(column(model, "own"), Quantity.SIZE);
        String latency = model.cost(column(model, "own"), Quantity.LATENCY);
        assertThat(size).isEqualTo(model.cost(column(model, "all 8"), Quantity.SIZE));

        model.set(column(model, "own"), 1, true, 3);
        assertThat(model.cost(column(model, "own"), Quantity.SIZE)).isNotEqualTo(size);
        model.set(column(model, "own"), 0, false, 2);
        assertThat(model.cost(column(model, "own"), Quantity.LATENCY)).isNotEqualTo(latency);
        assertThat(rows.rowsProperty().get().get(1).bits()).isEqualTo(new LayerBits(3, 8));
    }

    @Test
    void anotherPolicyIsTakenBeforeItIsChanged() {
        PoliciesViewModel model = model();
        model.set(column(model, "all 4"), 2, true, 6);
        assertThat(column(model, "own").bits().get(1)).isEqualTo(new LayerBits(4, 4));
        assertThat(column(model, "own").bits().get(2)).isEqualTo(new LayerBits(6, 4));
        assertThat(column(model, "all 4").bits().get(2)).isEqualTo(new LayerBits(4, 4));
    }

    @Test
    void otherHardwareTellsOtherCosts() {
        PoliciesViewModel model = model();
        String edge = model.cost(column(model, "own"), Quantity.ENERGY);
        model.hardwareProperty().set(new BitFusion());
        assertThat(model.cost(column(model, "own"), Quantity.ENERGY)).endsWith("mJ").isNotEqualTo(edge);
    }

    @Test
    void costsComeFromATableOfOnesOwnAndFromThisMachine() throws Exception {
        PoliciesViewModel model = model();
        String edge = model.cost(column(model, "own"), Quantity.LATENCY);
        model.hardwareProperty().set(new BitFusion());
        String fusion = model.cost(column(model, "own"), Quantity.LATENCY);
        Path table = Files.writeString(folder.resolve("mine.csv"), model.template());
        model.hardwareProperty().set(PoliciesViewModel.HARDWARE.getFirst());
        assertThat(model.cost(column(model, "own"), Quantity.LATENCY)).isEqualTo(edge);

        model.openTable(table);
        model.openTable(table);
        assertThat(model.hardwareProperty().get().title()).isEqualTo("mine.csv");
        assertThat(model.choices()).hasSize(PoliciesViewModel.HARDWARE.size() + 1);
        assertThat(model.cost(column(model, "own"), Quantity.LATENCY)).isEqualTo(fusion);

        model.openTable(Files.writeString(folder.resolve("few.csv"),
                "layer,weights,activations,ms,mj\nnone,8,8,1,1\n"));
        assertThat(session.jobs().problemProperty().get()).isNotNull();
        assertThat(model.hardwareProperty().get().title()).isEqualTo("mine.csv");

        model.timeHere();
        assertThat(model.hardwareProperty().get().title()).isEqualTo("ONNX Runtime here");
        assertThat(model.cost(column(model, "own"), Quantity.LATENCY)).isEqualTo(Figures.UNKNOWN);
    }

    @Test
    void policiesComeFromFilesAndBadOnesGoToTheBanner() throws Exception {
        PoliciesViewModel model = model();
        int layers = QuantLayer.of(graph).size();
        Path file = Files.writeString(folder.resolve("published.json"), java.util.Collections.nCopies(layers,
                "[5, 6]").toString());
        model.load(file);
        assertThat(column(model, "published").bits()).containsOnly(new LayerBits(5, 6));
        model.take(column(model, "published"));
        assertThat(column(model, "own").bits()).containsOnly(new LayerBits(5, 6));

        model.load(Files.writeString(folder.resolve("bad.json"), "[[8, 8]]"));
        assertThat(session.jobs().problemProperty().get()).isNotNull();
        assertThat(model.csv()).startsWith("layer,own weights,own activations,published weights")
                .contains("size bytes", "latency ms");
    }

    @Test
    void whatARunningSearchHasFoundStandsBesideTheOthers() {
        PoliciesViewModel model = model();
        List<QuantLayer> layers = QuantLayer.of(graph);
        HaqReport report = new HaqReport("haq", new HaqReport.Limit("size", "bytes", "Size", 1, 2),
                layers.stream().map(l -> new HaqReport.LayerInfo(l.node().id(), l.name(), l.weights(), false)).toList(),
                List.of(new HaqReport.Chosen("haq", java.util.Collections.nCopies(layers.size(), List.of(3, 5)), 1,
                        List.of(), 0.5, null)),
                List.of(), List.of(), new HaqReport.Accuracy(0.9, null, null, null, 10, true), "", "");
        session.findingProperty().set(new Finding(Objects.requireNonNull(session.present()), "haq", report));

        assertThat(model.reportProperty().get()).isSameAs(report);
        assertThat(column(model, "haq").bits()).containsOnly(new LayerBits(3, 5));
        assertThat(PoliciesViewModel.accuracy(column(model, "haq"))).contains("50");
    }
}
