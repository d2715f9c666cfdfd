package dev.secateur.views.canvas;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;

import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.canvas.model.PlacedBox;
import dev.secateur.views.canvas.model.Rect;
import dev.secateur.views.canvas.model.Viewport;
import dev.secateur.views.theme.Theme;

/// Times of layout, painting and box selection, printed. Run it by hand on an idle machine; the suite does not.
///
/// A frame is timed from the change of the viewport until a snapshot of the window has been rendered, so it includes
/// rasterisation and the copy of the picture, which a window on a screen does not pay.
public final class CanvasBenchmark {
    private static final int FRAMES = 120;
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 800;
    private static final PrintStream OUT = System.out;

    private CanvasBenchmark() {}

    /// Prints all figures and exits.
    public static void main(String[] args) throws Exception {
        OUT.printf(
                Locale.ROOT,
                "load %.2f on %d processors, Java %s%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        Diagram dense = SampleDiagrams.dense(4, 106);
        Diagram flat = SampleDiagrams.flat(5_000);
        Diagram tangled = SampleDiagrams.random(5, 400);
        layout("first layout of all, ResNet-20 with a block open", SampleDiagrams.resNet20(), Set.of(100L, 110L));
        layout("dense, blocks closed", dense, Set.of());
        layout("dense of 58 layers, one block of 232 nodes open", SampleDiagrams.dense(2, 58), Set.of(1L));
        layout("chain of 5,000 with shortcuts", flat, Set.of());
        layout("random, 400 in nested groups, all open", tangled, groups(tangled));
        GraphScene scene = scene(flat, Set.of());
        frames("5,000 boxes", scene);
        Platform.exit();
    }

    private static Set<Long> groups(Diagram diagram) {
        return diagram.boxes().stream().map(Box::id).filter(diagram::canOpen).collect(Collectors.toSet());
    }

    private static GraphScene scene(Diagram diagram, Set<Long> open) throws Exception {
        return onDeepStack(
                () -> new DiagramLayout().layout(diagram, new LayoutOptions(open, Arrangement.COLUMNS, HEIGHT)));
    }

    private static void layout(String name, Diagram diagram, Set<Long> open) throws Exception {
        double[] times = new double[3];
        int boxes = 0;
        for (int i = 0; i < times.length; i++) {
            long start = System.nanoTime();
            boxes = scene(diagram, open).boxes().size();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        OUT.printf(
                Locale.ROOT,
                "layout %-52s %5d nodes, %5d visible: first %7.1f ms, third %7.1f ms%n",
                name,
                diagram.boxes().size(),
                boxes,
                times[0],
                times[2]);
    }

    private static void frames(String name, GraphScene scene) throws Exception {
        GraphCanvas canvas = onFx(GraphCanvas::new);
        Scene window = onFx(() -> {
            canvas.setGraph(scene);
            Scene made = new Scene(new StackPane(canvas), WIDTH, HEIGHT);
            Theme.LIGHT.applyTo(made);
            made.snapshot(null);
            return made;
        });
        for (double zoom : new double[]{1, 0.6, 0.3, 0.12, 0.03}) {
            double[] pan = new double[FRAMES];
            double before = processor();
            for (int i = 0; i < FRAMES; i++) {
                double x = 400 + i * 23.0;
                double y = i * 7.0;
                pan[i] = frame(window, () -> canvas.setViewport(new Viewport(x, y, zoom, WIDTH, HEIGHT)));
            }
            print(name + ", pan at " + Math.round(zoom * 100) + " %", pan, processor() - before);
        }
        double[] zooming = new double[FRAMES];
        double before = processor();
        for (int i = 0; i < FRAMES; i++) {
            double zoom = Math.pow(2, 1 - 6.0 * i / FRAMES);
            zooming[i] = frame(window, () -> canvas.setViewport(canvas.getViewport().zoomTo(zoom, 600, 400)));
        }
        print(name + ", zoom from 200 % to 3 %", zooming, processor() - before);
        bands(canvas, window, scene);
    }

    private static void bands(GraphCanvas canvas, Scene window, GraphScene scene) throws Exception {
        double[] times = new double[FRAMES];
        double before = processor();
        for (int i = 0; i < FRAMES; i++) {
            Rect part = new Rect(0, 0, scene.bounds().w() * (i + 1) / FRAMES, scene.bounds().h());
            times[i] = frame(window, () -> {
                List<PlacedBox> touched = scene.boxesIn(part);
                canvas.select(canvas.judge(touched).accepted());
            });
        }
        print("box select of up to all boxes, with its frame", times, processor() - before);
    }

    private static double frame(Scene window, Runnable change) throws Exception {
        return onFx(() -> {
            long start = System.nanoTime();
            change.run();
            window.snapshot(null);
            return (System.nanoTime() - start) / 1e6;
        });
    }

    private static void print(String name, double[] times, double processor) {
        double[] warm = Arrays.copyOfRange(times, times.length / 4, times.length);
        Arrays.sort(warm);
        OUT.printf(
                Locale.ROOT,
                "frame  %-52s p50 %6.1f ms, p95 %6.1f ms, processor %6.1f ms a frame%n",
                name,
                warm[warm.length / 2],
                warm[(int) (warm.length * 0.95)],
                processor / times.length);
    }

    /// Processor time of all threads of this process so far, ms: says what a frame costs even on a busy machine.
    private static double processor() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class).getProcessCpuTime()
                / 1e6;
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
