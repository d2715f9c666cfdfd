package dev.secateur.views.compare;

import java.util.List;

import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.DataChoice;

/// The work of the Compare view that reads data. Called off the window's thread.
public interface CompareWork {

    /// A picture of which two versions say different things.
    ///
    /// @param pixels `[C, H, W]`, 0 to 255
    /// @param label its class
    /// @param first what the first version says
    /// @param second what the second version says
    record Picture(int channels, int height, int width, float[] pixels, String label, String first, String second) {}

    /// Reads pictures.
    ///
    /// @param graph decides about their size
    /// @param which of the chosen data's test part
    List<Picture> pictures(DataChoice data, Graph graph, List<Outcomes.Disagreement> which, Progress progress)
            throws ProblemException;
}
