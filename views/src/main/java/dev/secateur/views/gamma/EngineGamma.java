package dev.secateur.views.gamma;

import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.compress.WidthCheck;
import dev.secateur.engine.compress.WidthReport;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.rewrite.calibration.RecreateBatchNorm;
import dev.secateur.views.session.RunSettings;

/// The work of the view, done by the engine.
public final class EngineGamma implements GammaWork {

    private static final int PICTURES = 1024;
    private static final int BATCH = 64;

    private final Datasets.Resources resources;

    /// With the data that comes with the program, where that is on the class path.
    public EngineGamma() {
        this.resources = name -> EngineGamma.class.getClassLoader().getResourceAsStream(name);
    }

    @Override
    public WidthForecast time(Graph graph, RunSettings settings, Progress progress) throws ProblemException {
        TableStore store = TableStore.standard();
        return WidthForecast.of(graph, 1, store.load(Machine.present(settings.threads()).cpu(), settings.threads()),
                store, progress);
    }

    @Override
    public List<WidthReport.SlowWidth> slowWidths(Coupling coupling, BitSet removed, double[] sizes,
            RunSettings settings, Progress progress) throws ProblemException {
        return WidthCheck.of(coupling, removed, sizes, settings.threads(), progress);
    }

    @Override
    public Recreated recreate(Graph graph, RunSettings settings, Progress progress) throws ProblemException {
        progress.report(-1, "opening the data");
        NetworkPictures pictures = NetworkPictures.open(resources, graph, settings.data().spec(), Split.TRAIN,
                settings.data().normalisation());
        RecreateBatchNorm.Recreated made = RecreateBatchNorm.in(graph, pictures.samples(graph, PICTURES, BATCH).runs(),
                progress);
        return new Recreated(made.graph(), made.convolutions().size(), made.difference().maxRel());
    }
}
