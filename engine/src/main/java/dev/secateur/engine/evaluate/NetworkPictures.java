package dev.secateur.engine.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.NormalisationChoice;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Samples;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// A data set in the form that one network takes.
///
/// @param data the pictures, in the size that the network wants where they can be brought to it
/// @param normalisation how their values become values of the network's input
public record NetworkPictures(Dataset data, Normalisation normalisation) {

    private static final int LARGEST_SIDE = 1 << 14;

    /// Opens a data set for a network.
    ///
    /// @param spec `fashion`, `cifar10:DIR`, ...
    /// @param normalisation null for what the model's metadata say, or else what is usual for pictures with as many channels
    /// @throws ProblemException if it cannot be opened
    public static NetworkPictures open(Datasets.Resources resources, Graph graph, String spec, Split split,
            @Nullable Normalisation normalisation) throws ProblemException {
        Dataset data = new Datasets(resources, form(graph)).open(spec, split);
        return new NetworkPictures(data,
                normalisation == null
                        ? NormalisationChoice
                                .of(graph.header().metadata(), Optional.empty(), data.extents().channels())
                                .normalisation()
                        : normalisation);
    }

    /// What pictures of a folder are brought to for a network: 1 channel if an input declares it, otherwise 3; height and width that it
    /// declares, pixels, 0 where it leaves them open.
    public static Dataset.Extents form(Graph graph) {
        for (Value input : graph.requiredInputs()) {
            Shape shape = graph.type(input).shape();
            if (shape != null && shape.rank() == 4) {
                return new Dataset.Extents(shape.dim(1).equals(Dim.of(1)) ? 1 : 3, edge(shape, 2), edge(shape, 3));
            }
        }
        return new Dataset.Extents(3, 0, 0);
    }

    private static int edge(Shape shape, int axis) {
        return shape.dim(axis) instanceof Dim.Known(long size) && size <= LARGEST_SIDE ? (int) size : 0;
    }

    /// Refuses a network that does not take one batch of such pictures.
    ///
    /// @throws ProblemException naming both extents
    public void require(Graph graph) throws ProblemException {
        Classifier.of(graph).accept(data);
    }

    /// The first pictures as samples to compare networks on, in whole batches of the network.
    ///
    /// @param wanted most pictures, 1 or more
    /// @param batch pictures in one run where the network leaves the batch open, 1 or more
    /// @throws ProblemException if the network does not take one batch of such pictures
    public Samples samples(Graph graph, int wanted, int batch) throws ProblemException {
        Classifier classifier = Classifier.of(graph);
        classifier.accept(data);
        int total = Math.min(wanted, data.size());
        boolean open = classifier.fixedBatch() == 0;
        int whole = Math.min(open ? batch : classifier.fixedBatch(), data.size());
        List<Map<String, Tensor>> runs = new ArrayList<>();
        int taken = 0;
        while (taken < total) {
            int count = open ? Math.min(whole, total - taken) : whole;
            int from = Math.min(taken, data.size() - count);
            runs.add(Map.of(classifier.input(), Batches.of(data, normalisation, from, count)));
            taken += count;
        }
        return new Samples(taken + " pictures of " + data.name() + ", " + normalisation.display(), runs);
    }
}
