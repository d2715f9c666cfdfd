package dev.secateur.views.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import dev.secateur.views.canvas.model.Box;
import dev.secateur.views.canvas.model.BoxKind;
import dev.secateur.views.canvas.model.Diagram;
import dev.secateur.views.canvas.model.Link;
import dev.secateur.views.canvas.model.Reading;
import dev.secateur.views.canvas.model.Row;
import dev.secateur.views.theme.OperatorClass;

/// Diagrams for tests, pictures and benchmarks.
public final class SampleDiagrams {
    private static final double LONGEST = 0.3;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private SampleDiagrams() {}

    /// ResNet-20 for CIFAR: stem, three stages of three residual blocks, head. Ids: stage s is `100 s`, its block b is
    /// `100 s + 10 b`, the nodes inside are `100 s + 10 b + 1`, ...; the input is 1, the stem 2.
    public static Diagram resNet20() {
        SampleDiagrams make = new SampleDiagrams();
        make.resNet(new double[][]{{0.258, 0.255, 0.254}, {0.193, 0.209, 0.209}, {0.198, 0.225, 0.227}});
        return make.diagram();
    }

    /// A flat chain of nodes in which every fourth one also feeds the one three further on.
    public static Diagram flat(int count) {
        SampleDiagrams make = new SampleDiagrams();
        for (int i = 0; i < count; i++) {
            make.boxes.add(node(i, Box.NO_PARENT, "node" + i, row(OperatorClass.CONVOLUTION, "Conv 3×3", 0.1)));
            make.link(i - 1, i, i > 0, false);
            make.link(i - 3, i, i > 2 && i % 4 == 3, true);
        }
        return make.diagram();
    }

    /// Dense blocks in which every layer reads all layers before it; `layers` layers of four nodes in each block.
    public static Diagram dense(int blocks, int layers) {
        SampleDiagrams make = new SampleDiagrams();
        make.boxes.add(Box.endpoint(0, Box.NO_PARENT, "input"));
        long next = 1;
        long before = 0;
        for (int b = 0; b < blocks; b++) {
            long block = next++;
            make.boxes.add(group(block, Box.NO_PARENT, BoxKind.STAGE, "denseblock" + b, layers * 4 + " nodes", 0.2));
            List<Long> features = new ArrayList<>(List.of(before));
            for (int l = 0; l < layers; l++) {
                long first = next;
                next += 4;
                String[] names = {"Concat", "BatchNorm", "Conv 1×1", "Conv 3×3"};
                for (int k = 0; k < 4; k++) {
                    OperatorClass type = k == 0 ? OperatorClass.SHAPE : OperatorClass.CONVOLUTION;
                    make.boxes.add(node(first + k, block, names[k] + l, row(type, names[k], 0.05)));
                    make.link(first + k - 1, first + k, k > 0, false);
                }
                for (long feature : features) {
                    make.link(feature, first, true, feature != features.getLast());
                }
                features.add(first + 3);
            }
            long join = next++;
            make.boxes.add(node(join, Box.NO_PARENT, "transition" + b, row(OperatorClass.SHAPE, "Concat", 0.02)));
            for (long feature : features) {
                make.link(feature, join, feature != before, false);
            }
            before = join;
        }
        return make.diagram();
    }

    /// A random directed acyclic graph in nested groups, some with several inputs and outputs.
    public static Diagram random(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        SampleDiagrams make = new SampleDiagrams();
        List<Long> parents = new ArrayList<>(List.of(Box.NO_PARENT));
        List<Long> leaves = new ArrayList<>();
        for (long id = 0; id < count; id++) {
            long parent = parents.get(random.nextInt(parents.size()));
            if (random.nextInt(5) == 0) {
                BoxKind kind = random.nextBoolean() ? BoxKind.STAGE : BoxKind.BLOCK;
                make.boxes.add(group(id, parent, kind, "group" + id, "", 0.1));
                parents.add(id);
            } else {
                make.boxes.add(node(id, parent, "n" + id, row(OperatorClass.LINEAR, "Gemm", 0.1)));
                for (int k = random.nextInt(3); k > 0 && !leaves.isEmpty(); k--) {
                    long from = leaves.get(Math.max(0, leaves.size() - 1 - random.nextInt(6)));
                    make.link(from, id, true, random.nextInt(4) == 0);
                }
                leaves.add(id);
            }
        }
        return make.diagram();
    }

    /// A node with one row.
    public static Box node(long id, long parent, String title, Row row) {
        return Box.node(id, parent, title, List.of(row));
    }

    private void resNet(double[][] times) {
        boxes.add(Box.endpoint(1, Box.NO_PARENT, "input 1×3×32×32"));
        boxes.add(chain(2, Box.NO_PARENT, "stem", "Conv 3×3 · 3→16", 0.061));
        link(1, 2, true, false);
        long before = 2;
        for (int s = 1; s <= 3; s++) {
            int channels = 8 << s;
            String size = channels + " ch · " + (64 >> s) + "×" + (64 >> s);
            boxes.add(group(100L * s, Box.NO_PARENT, BoxKind.STAGE, "stage" + s, size, 0.65));
            for (int b = 1; b <= 3; b++) {
                boolean shrinks = s > 1 && b == 1;
                long block = 100L * s + 10L * b;
                String body = shrinks ? channels / 2 + " → " + channels + " ch, /2" : "2 × Conv 3×3";
                String detail = shrinks ? "10 nodes" : "7 nodes";
                boxes.add(new Box(
                        block,
                        100L * s,
                        BoxKind.BLOCK,
                        "stage" + s + ".block" + b,
                        detail,
                        List.of(new Row(OperatorClass.CONVOLUTION, body, milliseconds(times[s - 1][b - 1])))));
                before = residualBlock(block, before, shrinks);
            }
        }
        boxes.add(node(4, Box.NO_PARENT, "pool", row(OperatorClass.POOLING, "GlobalAveragePool", 0.012)));
        boxes.add(node(5, Box.NO_PARENT, "linear", row(OperatorClass.LINEAR, "Gemm 64→10", 0.004)));
        boxes.add(Box.endpoint(6, Box.NO_PARENT, "output 1×10"));
        link(before, 4, true, false);
        link(4, 5, true, false);
        link(5, 6, true, false);
    }

    private long residualBlock(long block, long before, boolean shrinks) {
        boxes.add(chain(block + 1, block, "conv1", shrinks ? "Conv 3×3 /2" : "Conv 3×3", 0.066));
        boxes.add(Box.node(
                block + 2,
                block,
                "conv2",
                List.of(
                        row(OperatorClass.CONVOLUTION, "Conv 3×3", 0.109),
                        new Row(OperatorClass.NORMALISATION, "BatchNorm", new Reading.Fused("Conv")))));
        link(before, block + 1, true, false);
        link(block + 1, block + 2, true, false);
        long shortcut = before;
        if (shrinks) {
            boxes.add(node(block + 4, block, "slice", new Row(OperatorClass.SHAPE, "Slice ×2")));
            boxes.add(node(block + 5, block, "pad", row(OperatorClass.SHAPE, "Pad", 0.015)));
            link(before, block + 4, true, true);
            link(block + 4, block + 5, true, true);
            shortcut = block + 5;
        }
        boxes.add(Box.node(
                block + 3,
                block,
                "add",
                List.of(
                        row(OperatorClass.ELEMENTWISE, "Add", 0.008),
                        new Row(OperatorClass.ACTIVATION, "Relu", new Reading.Fused("Conv")))));
        link(block + 2, block + 3, true, false);
        link(shortcut, block + 3, true, true);
        return block + 3;
    }

    private static Box chain(long id, long parent, String title, String convolution, double time) {
        return Box.node(
                id,
                parent,
                title,
                List.of(
                        row(OperatorClass.CONVOLUTION, convolution, time),
                        new Row(OperatorClass.NORMALISATION, "BatchNorm", new Reading.Fused("Conv")),
                        new Row(OperatorClass.ACTIVATION, "Relu", new Reading.Fused("Conv"))));
    }

    private static Box group(long id, long parent, BoxKind kind, String title, String detail, double time) {
        return new Box(
                id,
                parent,
                kind,
                title,
                detail,
                List.of(new Row(OperatorClass.CONVOLUTION, "group", milliseconds(time))));
    }

    private static Row row(OperatorClass type, String name, double time) {
        return new Row(type, name, new Reading.Value(String.format(Locale.ROOT, "%.3f", time), time / LONGEST));
    }

    private static Reading milliseconds(double time) {
        return new Reading.Value(String.format(Locale.ROOT, "%.3f ms", time), time / LONGEST);
    }

    private void link(long from, long to, boolean when, boolean shortcut) {
        if (when) {
            links.add(new Link(from, to, "1×16×32×32", shortcut, "t" + from + " · 1×16×32×32 · float32"));
        }
    }

    private Diagram diagram() {
        return new Diagram(boxes, links);
    }
}
