package dev.secateur.engine.hardware.bits;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;

import static org.assertj.core.api.Assertions.assertThat;

class MeasuredIntegerTest {

    @Test
    void everyShapeOfLayerIsTimedOnceInBothForms() throws Exception {
        Graph graph = Architecture.named("resnet20").orElseThrow().build(Pictures.cifarTen(), 1, 1);
        MeasuredInteger.Timed timed = MeasuredInteger.of(graph, LayerTable.empty("here", 1, "ONNX Runtime"),
                Progress.none());
        List<BitLayer> layers = BitLayer.of(graph);
        BitCosts costs = BitCosts.of(timed.model(), Quantity.LATENCY, layers);
        assertThat(costs.uniform(8, 8)).isPositive().isEqualTo(costs.uniform(2, 2));
        assertThat(timed.model().milliseconds()).hasSameSizeAs(layers.stream().map(BitLayer::key).distinct().toList());
        MeasuredInteger.Timed again = MeasuredInteger.of(graph, timed.table(), Progress.none());
        assertThat(again.table()).isEqualTo(timed.table());
    }

    @Test
    void aLayerInIntegersRunsInOnnxRuntime() throws Exception {
        Graph graph = Architecture.named("resnet20").orElseThrow().build(Pictures.cifarTen(), 1, 1);
        dev.secateur.engine.hardware.Layer layer = dev.secateur.engine.hardware.Layer.of(graph,
                ShapeInference.infer(graph, Bindings.batch(1)), graph.nodes().getFirst()).orElseThrow();
        Graph whole = IntegerLayer.quantised(layer);
        try (OrtSession session = OrtSession.open(whole, OrtOptions.defaults().withThreads(1))) {
            assertThat(session.run(SampleInputs.normal(whole, Bindings.none(), 1, 1))).hasSize(1);
        }
    }
}
