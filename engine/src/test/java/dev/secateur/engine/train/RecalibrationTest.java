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
            Recalibration.run(network, pictures, plan, 4, Progress.none());
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
    void picturesAreAugmentedAsInTraining() {
        Quarters pictures = new Quarters(32, 4);
        LoadPlan plan = Recalibration.plan(pictures, Trainings.NORMALISATION, 100, 7);
        assertThat(plan.augmentation()).isEqualTo(Augmentation.usual(pictures.extents()))
                .isNotEqualTo(Augmentation.none());
        assertThat(plan.batch()).isEqualTo(32);
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
