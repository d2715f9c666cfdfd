package dev.secateur.engine.train;

import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.train.OptimiserConfig.Kind;

/// What is used where the user says nothing; sources and trials stand in `docs/training.md`.
public final class TrainDefaults {

    private static final int EPOCHS = 10;
    private static final int FINE_EPOCHS = 5;
    private static final int BATCH = 64;

    private TrainDefaults() {}

    /// For training from drawn weights.
    public static TrainConfig fromNothing(Graph graph, Dataset.Extents extents) {
        boolean normalised = hasBatchNormalisation(graph);
        OptimiserConfig optimiser = normalised
                ? new OptimiserConfig(Kind.SGD, 0.1, 0.9, 5e-4)
                : new OptimiserConfig(Kind.ADAMW, 2e-3, 0.9, 0.05);
        return new TrainConfig(EPOCHS, BATCH, optimiser, new ScheduleConfig(ScheduleConfig.Shape.COSINE, 1),
                new Regularisation(0, normalised ? 0 : 1, 0), Augmentation.usual(extents), false, false);
    }

    /// For weights that were trained before: a tenth of the learning rate, half of the epochs.
    public static TrainConfig fineTuning(Graph graph, Dataset.Extents extents) {
        TrainConfig whole = fromNothing(graph, extents);
        OptimiserConfig o = whole.optimiser();
        return new TrainConfig(FINE_EPOCHS, BATCH,
                new OptimiserConfig(o.kind(), o.lr() / 10, o.momentum(), o.weightDecay()), whole.schedule(),
                whole.regularisation(), whole.augmentation(), false, false);
    }

    private static boolean hasBatchNormalisation(Graph graph) {
        return graph.nodes().stream().anyMatch(n -> n.op() instanceof BatchNormalization);
    }
}
