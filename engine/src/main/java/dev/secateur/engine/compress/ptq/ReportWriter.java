package dev.secateur.engine.compress.ptq;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Value;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CodedWeight;
import dev.secateur.engine.quant.Grid;
import dev.secateur.engine.quant.Loss;
import dev.secateur.engine.quant.PlannedLayer;
import dev.secateur.engine.quant.QuantPlan;
import dev.secateur.engine.quant.Quantisation;
import dev.secateur.engine.quant.QuantisedWeight;

/// Words what a plan does.
final class ReportWriter {

    /// Signal to noise below which the runtime and the simulation do not give the same, dB.
    private static final double FAITHFUL = 15;

    private ReportWriter() {}

    /// What is known beside the plan.
    ///
    /// @param calibration what ranges were taken from
    /// @param books of weights that lie on no grid
    /// @param learned null if nothing was trained
    record Circumstances(String calibration, PtqReport.Check check, PtqReport.@Nullable Learning learned,
            Codebooks books) {}

    static PtqReport report(QuantPlan plan, BitChoice choice, Map<Value, Calibration.Seen> seen,
            Circumstances circumstances) {
        Map<Integer, Loss> losses = Quantisation.losses(plan);
        List<PtqReport.Layer> layers = new ArrayList<>();
        long before = 0;
        long stored = 0;
        long packed = 0;
        for (PlannedLayer planned : plan.layers()) {
            QuantisedWeight weight = planned.weight();
            long own = planned.layer().weight().byteSize();
            before += own;
            CodedWeight coded = circumstances.books().coded().get(planned.layer().name());
            stored += coded != null ? coded.storedBytes() : weight == null ? own : weight.storedBytes(plan.packed());
            packed += coded != null ? coded.packedBytes() : weight == null ? own : weight.packedBytes();
            Loss loss = losses.getOrDefault(planned.layer().node().id(), Loss.NONE);
            PtqReport.Layer told = layer(planned, loss, seen.get(planned.layer().data()), plan.packed());
            layers.add(coded == null
                    ? told
                    : withCodebook(told, coded, circumstances.books().loss(planned.layer(), coded)));
        }
        return new PtqReport(layers, choice.left(), before, stored, packed, choice.processor(),
                circumstances.calibration(), circumstances.check(), circumstances.learned(),
                notes(plan, circumstances));
    }

    private static PtqReport.Layer withCodebook(PtqReport.Layer layer, CodedWeight coded, Loss loss) {
        return new PtqReport.Layer(layer.name(), coded.bits(), layer.activationBits(),
                "codebook of " + coded.values().length, Double.isInfinite(loss.sqnr()) ? null : (Double) loss.sqnr(),
                layer.activationSqnr(), layer.low(), layer.high());
    }

    private static PtqReport.Layer layer(PlannedLayer planned, Loss loss, Calibration.@Nullable Seen seen,
            boolean packed) {
        Grid data = planned.data();
        QuantisedWeight weight = planned.weight();
        Double activation = null;
        if (data != null && seen != null) {
            double error = seen.histogram().error(data);
            activation = error == 0 ? null : 10 * Math.log10(seen.histogram().meanSquare() / error);
        }
        return new PtqReport.Layer(planned.layer().name(), planned.weightBits(), planned.activationBits(),
                weight == null ? "FLOAT" : weight.container(packed).name(),
                Double.isInfinite(loss.sqnr()) ? null : (Double) loss.sqnr(), activation,
                data == null ? null : (Double) (double) data.least(),
                data == null ? null : (Double) (double) data.greatest());
    }

    private static List<String> notes(QuantPlan plan, Circumstances circumstances) {
        List<String> notes = new ArrayList<>(circumstances.books().notes());
        Double fused = circumstances.check().fusedDecibel();
        if (fused != null && fused < FAITHFUL) {
            notes.add(
                    "in integers ONNX Runtime gives results that lie %.1f dB from the simulation: few bits make small "
                            .formatted(fused) + "differences in rounding large, or 8-bit sums saturate here");
        }
        if (!circumstances.books().coded().isEmpty()) {
            notes.add(
                    "weights are looked up in codebooks when the file is loaded: it is smaller, memory is that of float32, and "
                            + "nothing computes faster");
        } else if (plan.grids().isEmpty()) {
            notes.add("weights alone are stored as codes; ONNX Runtime restores them in each run, which costs time");
        }
        if (plan.layers().stream().anyMatch(l -> l.weightBits() < Byte.SIZE) && !plan.packed()) {
            notes.add(
                    "weights of fewer than 8 bits are stored in bytes: they compute as fast as 8 bits and take as much room");
        }
        if (plan.packed() && plan.layers().stream().anyMatch(l -> l.weightBits() <= 4)) {
            notes.add(
                    "weights of at most 4 bits are stored two to a byte; ONNX Runtime computes these layers in float32");
        }
        if (plan.layers().stream().anyMatch(l -> l.activationBits() < Byte.SIZE)) {
            notes.add("activations of fewer than 8 bits are bytes limited to fewer codes: no faster than 8 bits");
        }
        if (!plan.grids().isEmpty() && plan.layers().stream().anyMatch(l -> !l.isWhole())) {
            notes.add("layers whose weights or activations have more than 8 bits are computed in float32");
        }
        if (!plan.carried() && !plan.grids().isEmpty()) {
            notes.add("only inputs of layers are rounded, so ONNX Runtime computes in float32 and gains no speed");
        }
        return notes;
    }
}
