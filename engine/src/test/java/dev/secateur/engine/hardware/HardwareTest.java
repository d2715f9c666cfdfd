package dev.secateur.engine.hardware;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.architecture.Architecture;
import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.CancelledException;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.tensor.Shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HardwareTest {

    @TempDir
    Path folder;

    private static Graph built(String id) throws ProblemException {
        return Architecture.named(id).orElseThrow().build(Pictures.cifarTen(), 1, 1);
    }

    private static Layer product(long rows, long summed, long columns) {
        return new Layer(new MatMul(), List.of(Shape.of(rows, summed), Shape.of(summed, columns)), 1);
    }

    @Test
    void theLayersOfANetworkAreItsConvolutionsAndMatrices() throws Exception {
        Collection<Layer> layers = Forecast.layers(built("resnet20"), 4);
        assertThat(layers).hasSize(22);
        assertThat(layers).extracting(Layer::key).contains(
                "Conv stride 1 1 pad 1 1 1 1 dilation 1 1 group 1: 4x16x32x32 16x16x3x3",
                "Conv stride 2 2 pad 1 1 1 1 dilation 1 1 group 1: 4x16x32x32 32x16x3x3");
    }

    @Test
    void everyLayerRunsByItself() throws Exception {
        for (String id : List.of("mobilenetv2-cifar", "vit-tiny", "convnext-nano")) {
            for (Layer layer : Forecast.layers(built(id), 2)) {
                Graph alone = layer.graph();
                try (OrtSession session = OrtSession.open(alone, OrtOptions.defaults().withThreads(1))) {
                    assertThat(session.run(SampleInputs.normal(alone, Bindings.none(), 1, 1))).as(layer.key())
                            .hasSize(1);
                }
                assertThat(Forecast.layers(alone, 2)).extracting(Layer::key).containsExactly(layer.key());
            }
        }
    }

    @Test
    void onlyMissingLayersAreTimed() throws Exception {
        Layer known = product(8, 16, 4);
        Layer missing = product(8, 16, 32);
        LayerTable table = LayerTable.empty("cpu", 1, "test").with(Map.of(known.key(), 12345.0));
        LayerTable complete = LayerClock.complete(table, List.of(known, missing, missing), Progress.none());
        assertThat(complete.of(known)).hasValue(12345.0);
        assertThat(complete.of(missing).orElseThrow()).isBetween(0.0, 1000.0).isPositive();
        assertThat(complete.milliseconds()).hasSize(2);
    }

    @Test
    void timingStopsWhenCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(double fraction, String text) {}

            @Override
            public void check() {
                throw new CancelledException();
            }
        };
        assertThatThrownBy(() -> LayerClock.complete(LayerTable.empty("cpu", 1, "test"), List.of(product(1, 2, 3)),
                cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    void aTableSurvivesItsFile() throws Exception {
        LayerTable table = new LayerTable("a phone", 2, "ONNX Runtime 1.0", Map.of(product(1, 2, 3).key(), 0.25));
        table.write(folder.resolve("table.json"));
        assertThat(LayerTable.read(folder.resolve("table.json"))).isEqualTo(table);
    }

    @Test
    void aTableWithATimeOfZeroIsRefused() throws Exception {
        new LayerTable("a phone", 2, "x", Map.of("MatMul: 1x2 2x3", 0.0)).write(folder.resolve("table.json"));
        assertThatThrownBy(() -> LayerTable.read(folder.resolve("table.json"))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("MatMul: 1x2 2x3").hasMessageContaining("above 0");
    }

    @Test
    void aForecastIsTheSumOfItsLayersAndTheRest() throws Exception {
        Graph small = built("resnet20");
        Graph large = built("resnet32");
        Map<String, Double> times = new LinkedHashMap<>();
        for (Layer layer : Forecast.layers(large, 1)) {
            times.put(layer.key(), 2.0);
        }
        LayerTable table = new LayerTable("cpu", 1, "test", times);
        Forecast forecast = new Forecast(1, 0.5, 0, 0);
        assertThat(forecast.of(small, table)).hasValue(22);
        assertThat(forecast.of(large, table)).hasValue(34);
        assertThat(forecast.of(built("vgg-small"), table)).isEmpty();
        assertThat(new Forecast(1, 0.5, 1e-3, 0).of(small, table).orElseThrow()).isGreaterThan(22);
        assertThat(new Forecast(1, 0.5, 0, -0.5).of(small, table)).hasValue(11);
        assertThat(new Forecast(1, 0.5, 0, -3).of(small, table)).hasValue(22 * 0.25);
    }

    @Test
    void aCalibratedForecastTellsWhatTheWholeNetworkTook() throws Exception {
        Graph graph = built("resnet20");
        LayerTable table = LayerClock.complete(LayerTable.empty("cpu", 1, "test"), Forecast.layers(graph, 1),
                Progress.none());
        Forecast forecast = Forecast.of(graph, table, SampleInputs.normal(graph, Bindings.batch(1), 1, 1), 1,
                Progress.none());
        assertThat(forecast.factor()).isPositive();
        assertThat(forecast.perElement()).isNotNegative();
        double whole = time(graph);
        // The clock ticks between two measurements; a profile alone is off by half here and was told instead.
        assertThat(forecast.of(graph, table).orElseThrow()).isBetween(whole / 2, whole * 2);
    }

    private static double time(Graph graph) throws ProblemException {
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults().withThreads(1))) {
            return Bench.time(session, SampleInputs.normal(graph, Bindings.batch(1), 1, 1), 1,
                    new BenchPlan(3, 11, 101, Duration.ofMillis(300)), Progress.none()).medianMs();
        }
    }

    @Test
    void layersGoOutAndTimesComeBack() throws Exception {
        List<Layer> layers = List.of(product(1, 2, 3), product(1, 2, 4), product(1, 2, 3));
        Path out = folder.resolve("layers");
        assertThat(TableExchange.write(layers, out, Progress.none())).isEqualTo(2);
        Graph first = OnnxReader.read(out.resolve("layer0001.onnx"));
        assertThat(Forecast.layers(first, 1)).extracting(Layer::key).containsExactly(layers.getFirst().key());
        List<String> lines = new ArrayList<>(Files.readAllLines(out.resolve(TableExchange.TABLE)));
        lines.set(1, lines.get(1) + "0.5");
        Files.write(out.resolve(TableExchange.TABLE), lines);
        LayerTable table = TableExchange.read(out.resolve(TableExchange.TABLE), "a board");
        assertThat(table.device()).isEqualTo("a board");
        assertThat(table.of(layers.get(0))).hasValue(0.5);
        assertThat(table.of(layers.get(1))).isEmpty();
    }

    @Test
    void aFolderWithFilesIsNotWrittenInto() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> TableExchange.write(List.of(product(1, 2, 3)), folder, Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("not empty");
        assertThat(folder).isDirectoryContaining("glob:**mine.txt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {"nonsense|first line",
        "file,layer,ms|no line has a time",
        "file,layer,ms;a,b|fields and not 3", "file,layer,ms;a,b,fast|is no number", "file,layer,ms;a,b,-1|above 0",
        "file,layer,ms;a,b,NaN|above 0"})
    void aTableThatCannotBeReadSaysWhere(String content, String why) throws Exception {
        Path csv = folder.resolve("layers.csv");
        Files.writeString(csv, content.replace(';', '\n'));
        assertThatThrownBy(() -> TableExchange.read(csv, "x")).isInstanceOf(ProblemException.class)
                .hasMessageContaining(why).hasMessageContaining("layers.csv");
    }
}
