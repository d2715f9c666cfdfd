package dev.secateur.engine.quant;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Rewriter;
import dev.secateur.engine.rewrite.rules.FoldBatchNorm;
import dev.secateur.engine.runtime.Parity;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Tensor;

import static org.assertj.core.api.Assertions.assertThat;

class EqualisationTest {

    private static Graph even() {
        return Rewriter.everywhere(ResNet.of(8, new Pictures(1, 8, 4), 3), new FoldBatchNorm(), Progress.none());
    }

    /// The same function, with channels between the two convolutions of the first block that differ by up to a thousand times.
    private static Graph uneven() {
        Graph graph = even();
        QuantLayer first = QuantLayer.of(graph).get(1);
        QuantLayer second = QuantLayer.of(graph).get(2);
        double[] scales = new Random(4).doubles(first.channels()).map(d -> Math.pow(10, 3 * d - 1.5)).toArray();
        float[] made = first.weight().toFloats();
        for (int i = 0; i < made.length; i++) {
            made[i] = (float) (made[i] * scales[first.channelOf(i)]);
        }
        float[] read = second.weight().toFloats();
        for (int i = 0; i < read.length; i++) {
            read[i] = (float) (read[i] / scales[BiasCorrection.inputOf(second, i)]);
        }
        float[] bias = graph.constant(first.node().input(2)).orElseThrow().toFloats();
        for (int i = 0; i < bias.length; i++) {
            bias[i] = (float) (bias[i] * scales[i]);
        }
        GraphEditor editor = graph.edit();
        editor.setInput(first.node(), 1, editor.addConstant("made", Tensor.of(made, first.weight().dims())));
        editor.setInput(first.node(), 2, editor.addConstant("bias", Tensor.of(bias, bias.length)));
        editor.setInput(second.node(), 1, editor.addConstant("read", Tensor.of(read, second.weight().dims())));
        return editor.build();
    }

    @Test
    void theNetworkComputesTheSameAndLosesLessWithOneStepForAllChannels() throws Exception {
        Graph graph = uneven();
        Graph equal = Equalisation.apply(graph, Progress.none());

        assertThat(equal).isNotSameAs(graph);
        assertThat(difference(equal, graph)).isLessThan(1e-4);
        assertThat(difference(rounded(equal), graph)).isLessThan(0.5 * difference(rounded(graph), graph));
    }

    /// Weights at 6 bits, one step a layer.
    private static Graph rounded(Graph graph) {
        Map<Integer, LayerBits> bits = new HashMap<>();
        QuantLayer.of(graph).forEach(l -> bits.put(l.node().id(), new LayerBits(6, 32)));
        Quantisation.Style style = new Quantisation.Style(new WeightGrids(Clipping.MINMAX, 100, false),
                new RangeSearch(Clipping.MINMAX, 100, false), true, false, false);
        return QuantisedGraph.simulated(graph,
                new Quantisation(graph, bits, style).plan(Map.of(), Progress.none()));
    }

    private static double difference(Graph a, Graph b) throws Exception {
        return Parity.compare(a, b, SampleInputs.samples(b, Bindings.none(), 8, 1).runs(), Progress.none()).maxRel();
    }

    @Test
    void withoutNeighboursNothingChanges() {
        Graph empty = Graph.empty(even().header());
        assertThat(Equalisation.apply(empty, Progress.none())).isSameAs(empty);
    }
}
