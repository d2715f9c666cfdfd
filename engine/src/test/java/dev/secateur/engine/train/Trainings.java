package dev.secateur.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.train.OptimiserConfig.Kind;

/// Small trainings for tests.
public final class Trainings {

    static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.4}, new double[]{0.25});

    private Trainings() {}

    public static Graph network(long seed) {
        return ResNet.of(8, new Pictures(1, 8, 4), seed);
    }

    public static TrainConfig config(int epochs) {
        return new TrainConfig(epochs, 16, new OptimiserConfig(Kind.SGD, 0.05, 0.9, 1e-4),
                new ScheduleConfig(ScheduleConfig.Shape.COSINE, 0.5), Regularisation.none(), Augmentation.none(), false,
                false);
    }

    public static TrainInput input(TrainConfig config, TrainInput.@Nullable Checkpoints checkpoints) {
        return new TrainInput(network(1),
                new TrainInput.Pictures(new Quarters(64, 1), new Quarters(32, 2), NORMALISATION), config, null,
                new TrainInput.Conditions(7, 1, checkpoints, new Pause()));
    }

    /// All constants by name.
    static Map<String, List<Float>> weights(Graph graph) {
        Map<String, List<Float>> weights = new TreeMap<>();
        graph.constants().forEach((value, tensor) -> weights.put(graph.name(value), list(tensor)));
        return weights;
    }

    private static List<Float> list(Tensor tensor) {
        List<Float> list = new ArrayList<>();
        for (float value : tensor.toFloats()) {
            list.add(value);
        }
        return list;
    }
}
