package dev.secateur.engine.quant;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SweepTest {

    private static Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    private static CalibrationData data(Graph graph) throws ProblemException {
        return CalibrationData.of(SampleInputs.samples(graph, Bindings.none(), 32, 4));
    }

    private static Sweep.Plan plan(boolean outputs, Integer... bits) {
        return new Sweep.Plan(List.of(bits), new WeightGrids(Clipping.MINMAX, 100, true),
                new RangeSearch(Clipping.MINMAX, 100, false), outputs, 1);
    }

    private static double divergence(LayerSensitivity.Cell cell) {
        LayerSensitivity.OutputLoss output = cell.output();
        return output == null ? Double.NaN : output.divergence();
    }

    @Test
    void moreBitsLoseLessAndSixteenLoseNothingThatShows() throws Exception {
        Graph graph = graph();
        List<LayerSensitivity> told = new ArrayList<>();
        Sensitivity found = Sweep.run(graph, plan(true, 16, 2, 8), data(graph), told::add, Progress.none());

        assertThat(found.bits()).containsExactly(2, 8, 16);
        assertThat(found.layers()).hasSize(10).isEqualTo(told);
        assertThat(found.accuracy()).as("samples without labels").isNull();
        for (LayerSensitivity layer : found.layers()) {
            for (boolean weights : new boolean[]{true, false}) {
                var two = layer.cell(weights, 2).orElseThrow();
                var eight = layer.cell(weights, 8).orElseThrow();
                var sixteen = layer.cell(weights, 16).orElseThrow();
                assertThat(eight.loss().sqnr()).isGreaterThan(two.loss().sqnr() + 20);
                assertThat(eight.loss().cosine()).isGreaterThan(two.loss().cosine());
                assertThat(sixteen.loss().meanSquare()).isLessThan(eight.loss().meanSquare() / 1000);
                assertThat(divergence(two)).isGreaterThan(divergence(sixteen));
                assertThat(divergence(sixteen)).isBetween(0.0, 1e-6);
            }
        }
    }

    @Test
    void withoutDataTheErrorsOfWeightsAreToldAlone() throws Exception {
        Sensitivity found = Sweep.run(graph(), plan(true, 4), null, layer -> {}, Progress.none());

        assertThat(found.layers()).hasSize(10)
                .allMatch(l -> l.activations().isEmpty() && l.weights().getFirst().output() == null);
        assertThat(found.data()).isEmpty();
    }

    @Test
    void whatWasFoundBeforeItWasStoppedIsKept() throws Exception {
        Graph graph = graph();
        List<LayerSensitivity> told = new ArrayList<>();
        Progress stopping = new Progress() {
            @Override
            public void report(double fraction, String text) {
                assertThat(fraction).isBetween(0.0, 1.0);
            }

            @Override
            public void check() {
                if (told.size() == 3) {
                    throw new CancelledException();
                }
            }
        };
        assertThatThrownBy(() -> Sweep.run(graph, plan(true, 2, 4), data(graph), told::add, stopping))
                .isInstanceOf(CancelledException.class);
        assertThat(told).hasSize(3);
    }

    @Test
    void aModelWithoutLayersIsRefused() throws Exception {
        Graph graph = graph();
        Graph empty = Graph.empty(graph.header());
        assertThatThrownBy(() -> Sweep.run(empty, plan(false, 4), null, layer -> {}, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("no convolution");
    }
}
