package dev.secateur.views.bits;

import java.util.function.Consumer;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.Sensitivity;
import dev.secateur.views.session.RunSettings;

/// The long work of the bits view. Called off the thread that the session lives on.
public interface BitsWork {

    /// Measures what each layer loses at each width.
    ///
    /// @param settings data and threads; without data the errors of weights alone are measured
    /// @param pictures to run for every cell
    /// @param found called with each layer on the thread that works
    Sensitivity sweep(Graph graph, RunSettings settings, int pictures, Consumer<LayerSensitivity> found,
            Progress progress) throws ProblemException;
}
