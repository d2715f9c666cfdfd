package dev.secateur.views.depth;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.engine.compress.updp.SearchPlan;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.experiment.BlockSurvey;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.RunSettings;

/// Scores and times blocks; called on the compute lane.
@FunctionalInterface
public interface SurveyWork {

    /// All blocks that can be pruned; redundancy only where data is chosen.
    ///
    /// @param similarity by which blocks are redundant
    DepthSurvey survey(Graph graph, SearchPlan.Similarity similarity, RunSettings settings, Progress progress)
            throws ProblemException;

    /// Done by the engine, on the training part of the chosen data.
    static SurveyWork ofEngine() {
        Datasets.Resources resources = name -> SurveyWork.class.getClassLoader().getResourceAsStream(name);
        return (graph, similarity, settings, progress) -> BlockSurvey.of(graph,
                pictures(resources, graph, settings.data()), similarity, settings.threads(), progress);
    }

    private static @Nullable NetworkPictures pictures(Datasets.Resources resources, Graph graph, DataChoice data)
            throws ProblemException {
        return data.isNone()
                ? null
                : NetworkPictures.open(resources, graph, data.spec(), Split.TRAIN, data.normalisation());
    }
}
