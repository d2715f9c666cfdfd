package dev.secateur.views.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.rewrite.batch.FreeBatch;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.Distillation;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;
import dev.secateur.engine.train.TrainResult;
import dev.secateur.engine.train.Trainer;
import dev.secateur.views.session.DataChoice;

/// The work of the training panel, done by the engine.
public final class EngineTraining implements TrainingWork {

    private final Datasets.Resources resources;

    /// With the data that comes with the program, where that is on the class path.
    public EngineTraining() {
        this.resources = name -> EngineTraining.class.getClassLoader().getResourceAsStream(name);
    }

    @Override
    public TrainResult train(Request request, TrainListener listener, Progress progress) throws ProblemException {
        progress.report(-1, "opening the data");
        TrainForm form = request.form();
        Graph graph = freed(request.graph(), progress);
        NetworkPictures pictures = open(graph, request.settings().data(), Split.TRAIN);
        Dataset training = Holdout.first(pictures.data(), form.limit());
        Dataset heldOut = null;
        if (form.heldOut() > 0) {
            Holdout parts = Holdout.of(training, form.heldOut(), form.seed());
            training = parts.training();
            heldOut = parts.heldOut();
        }
        @Nullable
        Distillation teacher = form.distil()
                ? new Distillation(freed(request.original(), progress), form.teacherWeight(), form.temperature(),
                        List.of(), 0)
                : null;
        TrainInput input = new TrainInput(graph,
                new TrainInput.Pictures(training, heldOut, pictures.normalisation()), form.config(), teacher,
                new TrainInput.Conditions(form.seed(), request.settings().threads(), null, request.pause()));
        return Trainer.run(input, listener, progress);
    }

    private NetworkPictures open(Graph graph, DataChoice data, Split split) throws ProblemException {
        return NetworkPictures.open(resources, graph, data.spec(), split, data.normalisation());
    }

    /// With an open batch: a fixed one could not be trained with several pictures at once.
    private static Graph freed(Graph graph, Progress progress) throws ProblemException {
        Shape shape = graph.requiredInputs().size() == 1 ? graph.type(graph.requiredInputs().getFirst()).shape() : null;
        if (shape == null || shape.rank() == 0 || !(shape.dim(0) instanceof Dim.Known)) {
            return graph;
        }
        return switch (FreeBatch.free(graph, progress)) {
            case FreeBatch.Freed freed -> freed.graph();
            case FreeBatch.Refused refused -> throw ProblemException.ofModel("cannot train the model",
                    refused.node() == null ? null : graph.name(refused.node()),
                    "its batch is fixed, and cannot be freed: " + refused.reason(),
                    "export the model with an open batch");
        };
    }

    @Override
    public List<Sample> preview(Graph graph, DataChoice data, int count, Progress progress) throws ProblemException {
        NetworkPictures pictures = open(graph, data, Split.TEST);
        Dataset.Extents extents = pictures.data().extents();
        List<String> classes = pictures.data().classes();
        List<Sample> samples = new ArrayList<>();
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults())) {
            for (Map<String, Tensor> run : pictures.samples(graph, count, count).runs()) {
                float[] given = run.values().iterator().next().toFloats();
                Tensor scores = session.run(run, progress).values().iterator().next();
                double[] values = scores.toDoubles();
                int rows = given.length / extents.values();
                int perRow = values.length / rows;
                for (int row = 0; row < rows && samples.size() < Math.min(count, pictures.data().size()); row++) {
                    int index = samples.size();
                    float[] own = java.util.Arrays.copyOfRange(given, row * extents.values(),
                            (row + 1) * extents.values());
                    int best = best(values, row * perRow, perRow);
                    samples.add(new Sample(extents.channels(), extents.height(), extents.width(), own,
                            classes.get(pictures.data().label(index)),
                            best < classes.size() ? classes.get(best) : "class " + best));
                }
            }
        }
        return samples;
    }

    private static int best(double[] values, int offset, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = values[offset + i] > values[offset + best] ? i : best;
        }
        return best;
    }
}
