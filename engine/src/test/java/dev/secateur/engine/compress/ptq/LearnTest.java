package dev.secateur.engine.compress.ptq;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.train.TrainInput;
import dev.secateur.engine.train.TrainListener;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

/// Quantising with training, on pictures that are easy to tell apart.
class LearnTest {

    private static final Normalisation NORMALISATION = new Normalisation(1 / 255.0, new double[]{0.5},
            new double[]{0.12});
    private static final int HELD_OUT = 500;

    /// Grey noise, a little brighter in the upper or the lower half, so that some pictures cannot be told apart.
    private record Halves(int size, long seed) implements Dataset {

        @Override
        public String name() {
            return "halves";
        }

        @Override
        public Split split() {
            return Split.TRAIN;
        }

        @Override
        public List<String> classes() {
            return List.of("upper", "lower");
        }

        @Override
        public Extents extents() {
            return new Extents(1, 8, 8);
        }

        @Override
        public float[] image(int index) {
            Random random = new Random(seed * 1_000_003 + index);
            float[] values = new float[64];
            for (int i = 0; i < values.length; i++) {
                values[i] = 80 + (i / 32 == label(index) ? 14 : 0) + 80 * random.nextFloat();
            }
            return values;
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public String fingerprint() {
            return "halves " + size + " " + seed;
        }
    }

    private static Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 2), 3);
    }

    private static PtqConfig config(int weights, int activations, int epochs, boolean integer) {
        return new PtqConfig(weights, activations, List.of(), Ends.SAME, Ranges.defaults(), false, true, integer,
                false, SevenBits.AUTO, 32).withLearn(new Learn(epochs, 0.05, 16, 1e-4, false));
    }

    private static MethodResult run(PtqConfig config) throws ProblemException {
        return run(graph(), config);
    }

    private static MethodResult run(Graph graph, PtqConfig config) throws ProblemException {
        Learning learning = new Learning(
                new TrainInput.Pictures(new Halves(128, 1), new Halves(HELD_OUT, 2), NORMALISATION),
                TrainInput.Conditions.of(5, 1), TrainListener.none());
        return new Ptq().run(new MethodInput<>(graph, config, null, 5, 1, learning), Progress.none());
    }

    @ParameterizedTest
    @CsvSource({"4, 8, true", "3, 4, false", "4, 32, false"})
    void whatIsMeasuredInTrainingIsWhatTheFileDoes(int weights, int activations, boolean integer) throws Exception {
        PtqReport report = (PtqReport) run(config(weights, activations, 6, integer)).report();
        PtqReport.Learning learned = requireNonNull(report.learned());
        assertThat(learned.simulated()).isBetween(0.8, 0.999);
        assertThat(learned.exported()).isCloseTo(requireNonNull(learned.simulated()), within(0.002));
        assertThat(learned.epochs()).hasSize(6);
        assertThat(report.layers()).hasSize(10)
                .allMatch(l -> l.weightBits() == weights && l.activationBits() == activations);
    }

    @Test
    void layersThatShareWeightsLearnGridsOfTheirOwn() throws Exception {
        Graph graph = graph();
        List<QuantLayer> layers = QuantLayer.of(graph);
        GraphEditor editor = graph.edit();
        editor.setInput(layers.get(2).node(), 1, layers.get(1).node().input(1));
        editor.removeUnused();
        PtqReport report = (PtqReport) run(editor.build(), config(4, 8, 1, false)).report();
        PtqReport.Learning learned = requireNonNull(report.learned());
        assertThat(learned.exported()).isCloseTo(requireNonNull(learned.simulated()), within(0.01));
        assertThat(report.layers()).hasSize(10).allMatch(l -> l.weightBits() == 4);
    }

    @Test
    void learningGridsNeedsPictures() {
        assertThatThrownBy(() -> new Ptq().run(new MethodInput<>(graph(), config(4, 8, 1, true), null, 5, 1),
                Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no data to learn from");
    }
}
