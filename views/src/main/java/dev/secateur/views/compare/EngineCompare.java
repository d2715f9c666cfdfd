package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.DataChoice;

/// Reads pictures with the engine.
///
/// @param resources finds the data that comes with the program
public record EngineCompare(Datasets.Resources resources) implements CompareWork {

    /// With the data that comes with the program, where that is on the class path.
    public EngineCompare() {
        this(name -> EngineCompare.class.getClassLoader().getResourceAsStream(name));
    }

    @Override
    public List<Picture> pictures(DataChoice data, Graph graph, List<Outcomes.Disagreement> which, Progress progress)
            throws ProblemException {
        Dataset set = NetworkPictures.open(resources, graph, data.spec(), Split.TEST, data.normalisation()).data();
        List<String> classes = set.classes();
        List<Picture> found = new ArrayList<>();
        for (Outcomes.Disagreement d : which) {
            progress.check();
            found.add(new Picture(set.extents().channels(), set.extents().height(), set.extents().width(),
                    set.image(d.sample()), classes.get(d.label()), classes.get(d.first()), classes.get(d.second())));
        }
        return found;
    }
}
