package dev.secateur.engine.train;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Batches;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

final class RecalibrationTest {

    @Test
    void theFirstNormalisationGetsTheMeanOfWhatItSees() throws Exception {
        Quarters pictures = new Quarters(32, 4);
        try (TrainableGraph network = TrainableGraph.of(Trainings.network(1), ExecutionOptions.defaults())) {
            double kept = network.statistics().getFirst().keep();
            LoadPlan plan = new LoadPlan(Trainings.NORMALISATION, Augmentation.none(), 8, 1, 1);
            new Recalibration(pictures, plan).run(network, Progress.none());
            Statistics first = network.statistics().getFirst();
            double[] wanted = means(network, first, Batches.of(pictures, Trainings.NORMALISATION, 0, 32));
            double[] found = first.mean().toDoubles();
            for (int c = 0; c < found.length; c++) {
                assertThat(found[c]).isCloseTo(wanted[c], within(1e-5));
            }
            assertThat(first.keep()).isEqualTo(kept);
        }
    }

    @Test
    void picturesAreAugmentedAsInTraining() throws Exception {
        Quarters pictures = new Quarters(32, 4);
        Augmentation usual = Augmentation.usual(pictures.extents());
        LoadPlan augmented = new LoadPlan(Trainings.NORMALISATION, usual, 32, 7, 1);
        LoadPlan unchanged = new LoadPlan(Trainings.NORMALISATION, Augmentation.none(), 32, 7, 1);
        assertThat(firstMeans(Recalibration.of(pictures, Trainings.NORMALISATION, 100, 7)))
                .isEqualTo(firstMeans(new Recalibration(pictures, augmented)))
                .isNotEqualTo(firstMeans(new Recalibration(pictures, unchanged)));
    }

    /// Of the channels that the first normalisation sees.
    private static double[] firstMeans(Recalibration recalibration) throws Exception {
        try (TrainableGraph network = TrainableGraph.of(Trainings.network(1), ExecutionOptions.defaults())) {
            recalibration.run(network, Progress.none());
            return network.statistics().getFirst().mean().toDoubles();
        }
    }

    /// Mean of each channel of what goes into a normalisation.
    private static double[] means(TrainableGraph network, Statistics statistics, Tensor pictures) {
        Value seen = statistics.node().input(0);
        Value input = network.options().entries().getFirst();
        try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
            Var values = network.run(Map.of(input, Var.of(pictures)), List.of(seen), Mode.EVAL).values().iterator()
                    .next();
            return values.mean(false, 0, 2, 3).toDoubles();
        }
    }
}
