package dev.secateur.views.bits;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.ptq.PtqConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// What layers of the present lose at each width, and which widths were chosen.
public final class BitsViewModel {

    /// Pictures that every cell is measured on.
    public static final int PICTURES = 256;
    private static final LayerBits USUAL = new LayerBits(8, 8);

    private final SessionModel session;
    private final BitsWork work;
    private final BooleanProperty active = new SimpleBooleanProperty();
    private final BooleanProperty ofWeights = new SimpleBooleanProperty(true);
    private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.SQNR);
    private final ReadOnlyObjectWrapper<List<BitsRow>> rows = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private @Nullable Analysis shownFor;
    private @Nullable RunningJob sweep;

    public BitsViewModel(SessionModel session, BitsWork work) {
        this.session = session;
        this.work = work;
        session.analysisProperty().addListener(o -> update());
        active.addListener(o -> update());
        rows.addListener(o -> session.bitsProperty().set(rows.get().stream()
                .collect(Collectors.toMap(BitsRow::node, BitsRow::bits))));
    }

    /// True while somebody looks.
    public BooleanProperty activeProperty() {
        return active;
    }

    /// True if the cells tell of weights, false if of activations.
    public BooleanProperty ofWeightsProperty() {
        return ofWeights;
    }

    /// What the colours tell.
    public ObjectProperty<Measure> measureProperty() {
        return measure;
    }

    /// The layers, in order.
    public ReadOnlyObjectProperty<List<BitsRow>> rowsProperty() {
        return rows.getReadOnlyProperty();
    }

    /// True while a sweep is at work.
    public ReadOnlyBooleanProperty measuringProperty() {
        return measuring.getReadOnlyProperty();
    }

    /// What was measured on what: `20 layers · 256 pictures`.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// Why there is nothing to quantise; empty if there is, or no model is open.
    public ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    private void update() {
        Analysis analysis = session.analysis();
        if (analysis == shownFor) {
            return;
        }
        if (!active.get()) {
            // The graph colours by what is chosen; nodes of another version may have the same numbers.
            shownFor = null;
            rows.set(List.of());
            return;
        }
        shownFor = analysis;
        RunningJob before = sweep;
        if (before != null) {
            before.cancel();
        }
        if (analysis == null) {
            rows.set(List.of());
            fact.set("");
            refusal.set("");
            return;
        }
        Graph graph = analysis.graph();
        boolean quantised = QuantLayer.isQuantised(graph);
        List<BitsRow> made = new ArrayList<>();
        for (QuantLayer layer : quantised ? List.<QuantLayer>of() : QuantLayer.of(graph)) {
            String shown = analysis.outline().layerOf(layer.node()).map(Layer::path).orElse(layer.name());
            made.add(new BitsRow(layer.node().id(), layer.name(), shown, layer.weights(), null, USUAL));
        }
        rows.set(List.copyOf(made));
        refusal.set(!made.isEmpty()
                ? ""
                : quantised
                        ? "This version is quantised already. Go to a float32 version to choose bits."
                        : "No convolution or matrix product with constant float32 weights to quantise.");
        fact.set(made.isEmpty() ? "" : Figures.plural(made.size(), "layer") + ", not measured yet");
    }

    /// Measures all layers at all widths; those that are done show at once.
    public void measure() {
        Analysis analysis = session.analysis();
        if (analysis == null || rows.get().isEmpty() || measuring.get()) {
            return;
        }
        RunSettings settings = session.runSettings();
        Queue<LayerSensitivity> found = new ConcurrentLinkedQueue<>();
        Job<Sensitivity> job = new Job<>("Measure sensitivity", Job.Lane.COMPUTE,
                p -> work.sweep(analysis.graph(), settings, PICTURES, found::add, p));
        measure.set(settings.data().isNone() ? Measure.SQNR : Measure.DIVERGENCE);
        measuring.set(true);
        rows.set(rows.get().stream().map(BitsRow::unmeasured).toList());
        fact.set(Figures.plural(rows.get().size(), "layer") + ", measuring");
        RunningJob started = session.jobs().startFor(job, outcome -> {
            measuring.set(false);
            if (session.analysis() == analysis) {
                drain(found);
                tell(outcome, settings);
            }
        });
        sweep = started;
        started.textProperty().addListener(o -> {
            if (session.analysis() == analysis) {
                drain(found);
            }
        });
    }

    /// Stops a sweep; what was found stays.
    public void stop() {
        RunningJob now = sweep;
        if (now != null) {
            now.cancel();
        }
    }

    private void tell(Outcome<Sensitivity> outcome, RunSettings settings) {
        String layers = Figures.plural(rows.get().size(), "layer");
        if (outcome instanceof Outcome.Done<Sensitivity>(Sensitivity found)) {
            Double accuracy = found.accuracy();
            fact.set(layers + (settings.data().isNone()
                    ? " · weights alone, no data"
                    : " · " + PICTURES + " training pictures"
                            + (accuracy == null ? "" : ", float32 " + Figures.percent(accuracy))));
        } else {
            long done = rows.get().stream().filter(r -> r.sensitivity() != null).count();
            fact.set("partial: " + done + " of " + layers + " measured");
        }
    }

    private void drain(Queue<LayerSensitivity> found) {
        List<BitsRow> now = new ArrayList<>(rows.get());
        boolean changed = false;
        for (LayerSensitivity layer = found.poll(); layer != null; layer = found.poll()) {
            LayerSensitivity measured = layer;
            now.replaceAll(r -> r.node() == measured.node() ? r.with(measured) : r);
            changed = true;
        }
        if (changed) {
            rows.set(List.copyOf(now));
        }
    }

    /// Chooses the width of one layer's weights or activations, whichever the cells tell of.
    public void choose(int node, int bits) {
        choose(r -> r.node() == node ? r.with(changed(r.bits(), bits)) : r);
    }

    /// Chooses the width of all layers.
    public void chooseAll(int bits) {
        choose(r -> r.with(changed(r.bits(), bits)));
    }

    /// Chooses the widths of every layer.
    ///
    /// @param bits as many as there are rows
    public void chooseEach(List<LayerBits> bits) {
        List<BitsRow> now = rows.get();
        if (bits.size() == now.size()) {
            List<BitsRow> changed = new ArrayList<>();
            for (int i = 0; i < bits.size(); i++) {
                changed.add(now.get(i).with(bits.get(i)));
            }
            rows.set(List.copyOf(changed));
        }
    }

    private LayerBits changed(LayerBits bits, int width) {
        return ofWeights.get() ? new LayerBits(width, bits.activations()) : new LayerBits(bits.weights(), width);
    }

    private void choose(UnaryOperator<BitsRow> change) {
        rows.set(rows.get().stream().map(change).toList());
    }

    /// The least and the greatest finite value that is shown; empty if nothing was measured.
    public List<Double> extremes() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (BitsRow row : rows.get()) {
            LayerSensitivity found = row.sensitivity();
            if (found == null) {
                continue;
            }
            for (LayerSensitivity.Cell cell : ofWeights.get() ? found.weights() : found.activations()) {
                OptionalDouble value = measure.get().of(cell);
                // 16 bits lose next to nothing and would take most of the scale.
                if (cell.bits() <= Byte.SIZE && value.isPresent() && Double.isFinite(value.getAsDouble())) {
                    low = Math.min(low, value.getAsDouble());
                    high = Math.max(high, value.getAsDouble());
                }
            }
        }
        return low > high ? List.of() : List.of(low, high);
    }

    /// Weights of all layers: float32, as bytes, and with each code taking just its bits.
    public String totals() {
        long count = 0;
        long stored = 0;
        long packed = 0;
        for (BitsRow row : rows.get()) {
            int bits = row.bits().weights();
            count += row.weights();
            stored += row.weights() * (bits <= Byte.SIZE ? 1 : 2);
            packed += Math.ceilDiv(row.weights() * bits, Byte.SIZE);
        }
        return count == 0
                ? ""
                : Figures.bytes(count * Float.BYTES) + " → " + Figures.bytes(stored)
                        + (packed == stored ? "" : ", packed " + Figures.bytes(packed));
    }

    /// Selects the layer's node in all views.
    public void select(int node) {
        session.select(Selection.ofNode(node));
    }

    /// True if the layer's node is selected.
    public boolean isSelected(int node) {
        return session.selection().nodes().contains(node);
    }

    /// The configuration that the chosen widths make.
    public PtqConfig config() {
        List<String> own = rows.get().stream().map(r -> r.name() + ":" + r.bits()).toList();
        return PtqConfig.defaults().withLayers(own);
    }

    /// Makes a version that is quantised as chosen.
    public void apply() {
        if (!rows.get().isEmpty()) {
            session.apply("ptq", config(), "Quantised, bits by layer");
        }
    }
}
