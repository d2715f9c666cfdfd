package dev.secateur.views.graph;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.views.canvas.GraphCanvas;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.testing.Monsters;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;
import dev.secateur.views.theme.Theme;

/// Times of the whole way from a file to the first picture, and of opening a group, printed. Run it by hand on an idle
/// machine; the suite does not. Arguments: files to read besides the built-in graphs.
///
/// The first time of the first graph is that of a cold process (JavaFX started, nothing else loaded).
public final class FirstPictureBenchmark {
    private static final int RUNS = 7;
    private static final int OPENINGS = 16;
    private static final PrintStream OUT = System.out;

    private FirstPictureBenchmark() {}

    /// Prints all figures and exits.
    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Map<String, Path> files = new LinkedHashMap<>();
        Path folder = Files.createTempDirectory("secateur-benchmark");
        for (String argument : args) {
            files.put(argument, Path.of(argument));
        }
        files.put("DenseNet, 1,700 nodes, blocks closed", write(folder, "a", Networks.denseNet(60, 60, 60, 60)));
        files.put("20,000 nodes, grouped by name", write(folder, "b", Networks.denseNet(dense(20_000))));
        files.put("5,000 nodes without structure", write(folder, "c", Monsters.tangle(5_000, 1)));
        files.put("20,000 nodes in a chain", write(folder, "d", Monsters.chain(20_000, i -> "n" + i)));
        files.put("100,000 nodes in a chain", write(folder, "e", Monsters.chain(100_000, i -> "n" + i)));
        for (Map.Entry<String, Path> entry : files.entrySet()) {
            time(entry.getKey(), entry.getValue());
        }
        opening("a dense block of 60 layers", Networks.denseNet(60, 60, 60, 60), "stage1.block1");
        opening("a part of 120 tangled nodes", Monsters.tangle(5_000, 1), "part 1 of 42");
        Platform.exit();
    }

    /// Dense blocks of 60 layers of 7 nodes each.
    private static int[] dense(int nodes) {
        int[] layers = new int[nodes / (60 * 7)];
        Arrays.fill(layers, 60);
        return layers;
    }

    private static Path write(Path folder, String name, Graph graph) throws Exception {
        Path file = folder.resolve(name + ".onnx");
        OnnxWriter.write(graph, file);
        return file;
    }

    private static void time(String name, Path file) throws Exception {
        List<double[]> runs = new ArrayList<>();
        double before = 0;
        for (int i = 0; i < RUNS; i++) {
            runs.add(once(file));
            before = i == 0 ? processor() : before;
        }
        double processor = (processor() - before) / (RUNS - 1);
        double[] cold = runs.getFirst();
        double[] warm = new double[cold.length];
        for (int step = 0; step < warm.length; step++) {
            int at = step;
            warm[step] = runs.stream().skip(1).mapToDouble(run -> run[at]).sorted().toArray()[(RUNS - 1) / 2];
        }
        OUT.printf(Locale.ROOT,
                "%-40s first %7.0f ms, then %7.0f ms (read %.0f, analysis %.0f, layout %.0f, paint %.0f); "
                        + "processor %.0f ms, load %.1f%n",
                name, Arrays.stream(cold).sum(), Arrays.stream(warm).sum(), warm[0], warm[1], warm[2], warm[3],
                processor,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /// Processor time of all threads of this process so far, ms: says what is done even on a busy machine.
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e6;
    }

    private static double[] once(Path file) throws Exception {
        long start = System.nanoTime();
        Graph graph = OnnxReader.read(file);
        long read = System.nanoTime();
        Analysis analysis = onDeepStack(() -> new Analysis(graph));
        long analysed = System.nanoTime();
        GraphScene scene = onDeepStack(() -> FirstScene.of(analysis, () -> {}));
        long laidOut = System.nanoTime();
        onFx(() -> {
            GraphCanvas canvas = new GraphCanvas();
            canvas.setGraph(scene);
            Scene window = new Scene(new StackPane(canvas), 1200, 800);
            Theme.LIGHT.applyTo(window);
            return window.snapshot(null);
        });
        long painted = System.nanoTime();
        return new double[]{ms(start, read), ms(read, analysed), ms(analysed, laidOut), ms(laidOut, painted)};
    }

    private static void opening(String name, Graph graph, String title) throws Exception {
        double[] times = new double[OPENINGS];
        double[] processor = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            SessionModel session = Sessions.with(graph);
            GraphViewModel model = onDeepStack(() -> new GraphViewModel(session));
            long box = model.shown().picture().diagram().boxes().stream().filter(b -> b.title().equals(title))
                    .findFirst().orElseThrow().id();
            long start = System.nanoTime();
            processor[i] = onDeepStack(() -> {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                model.toggle(box, false);
                return ms(before, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            });
            times[i] = ms(start, System.nanoTime());
        }
        OUT.printf(Locale.ROOT,
                "opening %-32s first %7.0f ms, then %7.0f ms; processor first %.0f ms, then %.0f ms%n", name, times[0],
                median(times), processor[0], median(processor));
    }

    /// Of the later half, when the code is compiled.
    private static double median(double[] times) {
        double[] warm = Arrays.copyOfRange(times, times.length / 2, times.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static double ms(long from, long to) {
        return (to - from) / 1e6;
    }

    private static <T> T onFx(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Platform.runLater(future);
        return future.get();
    }

    private static <T> T onDeepStack(Callable<T> task) throws Exception {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(null, future, "layout", 64L << 20);
        thread.start();
        return future.get();
    }
}
