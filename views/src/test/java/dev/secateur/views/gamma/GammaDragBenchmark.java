package dev.secateur.views.gamma;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Theme;

/// How long a whole move of the threshold takes, from the event to the picture: counting, labels, histograms and table, layout, and drawing the window. Run by
/// hand, headless: `java -Dglass.platform=Headless -Dprism.order=sw dev.secateur.views.gamma.GammaDragBenchmark MODEL` on the test class path.
///
/// The picture is a snapshot of the whole window, so that rasterising all of it and copying the picture are in it; a window on a screen draws what changed.
public final class GammaDragBenchmark {

    private static final PrintStream OUT = System.out;
    private static final List<String> DRAWING = List.of("JavaFX Application Thread", "QuantumRenderer");
    private static final int MOVES = 120;
    private static final int WARM = 40;
    private static final int WIDTH = 1300;
    private static final int HEIGHT = 860;

    private GammaDragBenchmark() {}

    public static void main(String[] args) throws Exception {
        Graph graph = drawn(OnnxReader.read(Path.of(args[0])));
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        GammaViewModel model = onFx(() -> {
            SessionModel session = GammaSessions.with(graph);
            GammaViewModel made = new GammaViewModel(session, GammaSessions.unasked());
            Stage stage = new Stage();
            Scene scene = new Scene(new GammaView(made, session.themeProperty(), session.selectionProperty()), WIDTH,
                    HEIGHT);
            Theme.LIGHT.applyTo(scene);
            stage.setScene(scene);
            stage.show();
            scene.snapshot(null);
            return made;
        });
        Scene scene = onFx(() -> ((Stage) javafx.stage.Window.getWindows().getFirst()).getScene());
        double[] counted = new double[MOVES];
        double[] laid = new double[MOVES];
        double[] whole = new double[MOVES];
        for (int i = 0; i < MOVES + WARM; i++) {
            double part = (double) i / (MOVES + WARM);
            double[] times = onFx(() -> {
                double start = drawing();
                model.setPercentile(part);
                double told = drawing();
                scene.getRoot().applyCss();
                scene.getRoot().layout();
                double placed = drawing();
                scene.snapshot(null);
                return new double[]{told - start, placed - start, drawing() - start};
            });
            if (i >= WARM) {
                counted[i - WARM] = times[0];
                laid[i - WARM] = times[1];
                whole[i - WARM] = times[2];
            }
        }
        print("until views are told", counted);
        print("until all is laid out", laid);
        print("until the window is drawn", whole);
        OUT.printf(Locale.ROOT, "processor time of the application's and the renderer's thread; load %.2f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        Platform.exit();
    }

    /// The network with drawn scales: those of networks that were never trained are all alike, and no threshold parts them.
    private static Graph drawn(Graph graph) {
        Random random = new Random(1);
        GraphEditor editor = graph.edit();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof BatchNormalization) {
                float[] scales = new float[(int) graph.constant(node.input(1)).orElseThrow().elements()];
                for (int c = 0; c < scales.length; c++) {
                    scales[c] = (float) Math.abs(0.3 * random.nextGaussian());
                }
                editor.setInput(node, 1,
                        editor.addConstant(graph.name(node) + "/drawn", Tensor.of(scales, scales.length)));
            }
        }
        editor.removeUnused();
        return editor.build();
    }

    private static void print(String name, double[] times) {
        Arrays.sort(times);
        OUT.printf(Locale.ROOT, "%-28s median %.1f ms, p90 %.1f ms, most %.1f ms%n", name, times[times.length / 2],
                times[times.length * 9 / 10], times[times.length - 1]);
    }

    /// Processor time so far of the two threads that an event and its picture need, ms: it says what they cost on a busy machine too.
    private static double drawing() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && DRAWING.stream().anyMatch(thread.getThreadName()::startsWith)) {
                sum += threads.getThreadCpuTime(thread.getThreadId()) / 1e6;
            }
        }
        return sum;
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }
}
