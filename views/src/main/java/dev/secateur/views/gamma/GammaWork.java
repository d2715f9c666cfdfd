package dev.secateur.views.gamma;

import java.util.BitSet;
import java.util.List;

import dev.secateur.engine.compress.WidthReport;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.WidthForecast;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.RunSettings;

/// The long work of the view. Called off the window's thread.
public interface GammaWork {

    /// Times layers at full and half width.
    WidthForecast time(Graph graph, RunSettings settings, Progress progress) throws ProblemException;

    /// Looks for widths of a cut that are slower here than wider ones.
    ///
    /// @param removed units of the coupling that would go
    /// @param sizes of the units' scales; the largest would come back first
    List<WidthReport.SlowWidth> slowWidths(Coupling coupling, BitSet removed, double[] sizes, RunSettings settings,
            Progress progress) throws ProblemException;

    /// Puts normalisations behind convolutions that lost theirs.
    ///
    /// @param settings with data to measure channels on
    Recreated recreate(Graph graph, RunSettings settings, Progress progress) throws ProblemException;

    /// A graph with normalisations.
    ///
    /// @param convolutions how many got one
    /// @param difference largest relative one to the graph before, in ONNX Runtime
    record Recreated(Graph graph, int convolutions, double difference) {}
}
