package dev.secateur.views.bits;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.MeasuredInteger;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.Calibration;
import dev.secateur.engine.quant.CalibrationData;
import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.engine.quant.Sweep;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

/// The work of the bits view, done by the engine.
public final class EngineBits implements BitsWork, CostsWork {

    private final Datasets.Resources resources;

    /// With the data that comes with the program, where that is on the class path.
    public EngineBits() {
        this.resources = name -> EngineBits.class.getClassLoader().getResourceAsStream(name);
    }

    @Override
    public Sensitivity sweep(Graph graph, RunSettings settings, int pictures, Consumer<LayerSensitivity> found,
            Progress progress) throws ProblemException {
        progress.report(0, "folding batch normalisation");
        Graph folded = Rewriter.everywhere(graph, new FoldBatchNorm(), progress.part(0, 0.02));
        return Sweep.run(folded, Sweep.Plan.defaults(settings.threads()), data(folded, settings.data(), pictures),
                found, progress.part(0.02, 1));
    }

    @Override
    public HardwareModel integers(Graph graph, int threads, Progress progress) throws ProblemException {
        Graph folded = Rewriter.everywhere(graph, new FoldBatchNorm(), progress.part(0, 0.02));
        return MeasuredInteger.here(folded, Machine.present(threads).cpu(), threads, progress.part(0.02, 1));
    }

    private @Nullable CalibrationData data(Graph graph, DataChoice choice, int pictures) throws ProblemException {
        if (choice.isNone()) {
            return null;
        }
        NetworkPictures opened = NetworkPictures.open(resources, graph, choice.spec(), Split.TRAIN,
                choice.normalisation());
        int batch = Calibration.batch(graph, QuantLayer.of(graph).stream().map(QuantLayer::data).toList());
        return CalibrationData.of(opened.data(), opened.normalisation(),
                graph.name(graph.requiredInputs().getFirst()), pictures, batch);
    }
}
