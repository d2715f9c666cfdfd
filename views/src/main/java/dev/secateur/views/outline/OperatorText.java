package dev.secateur.views.outline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.AveragePool;
import dev.secateur.engine.op.Clip;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.ConvTranspose;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.Gemm;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.MatMul;
import dev.secateur.engine.op.MaxPool;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.Tensor;

/// What a node is called in a row of the graph and in a cell of the table.
public final class OperatorText {

    private OperatorText() {}

    /// The operator's short name: `Conv`, `BatchNorm`, `Relu6`.
    public static String name(Graph graph, Node node) {
        if (node.op() instanceof Clip clip) {
            return isRelu6(graph, node, clip) ? "Relu6" : "Clip";
        }
        return switch (node.op().type()) {
            case "BatchNormalization" -> "BatchNorm";
            case "GlobalAveragePool" -> "GlobalAvgPool";
            case "AveragePool" -> "AvgPool";
            case String type -> type;
        };
    }

    /// The name with kernel and stride: `Conv 3×3 /2`, `MaxPool 3×3 /2`, `Gemm`.
    public static String title(Graph graph, Node node) {
        String kernel = kernel(graph, node);
        String stride = window(node).map(OperatorText::strides).orElse("");
        return name(graph, node) + (kernel.isEmpty() ? "" : " " + kernel) + (stride.isEmpty() ? "" : " " + stride);
    }

    /// The window: `3×3`, with `dw` for a depthwise convolution; empty for operators without one.
    public static String kernel(Graph graph, Node node) {
        Optional<Window> window = window(node);
        if (window.isEmpty()) {
            return "";
        }
        List<Long> extents = window.get().kernel().isEmpty()
                ? weight(graph, node).map(OperatorText::spatial).orElse(List.of())
                : window.get().kernel().stream().map(Integer::longValue).toList();
        String text = extents.stream().map(String::valueOf).collect(Collectors.joining("×"));
        return isDepthwise(graph, node) ? text + " dw" : text;
    }

    /// Channels in and out as the weights tell them, `-1` where they do not.
    public static long[] channels(Graph graph, Node node) {
        Optional<Tensor> weight = weight(graph, node);
        if (weight.isEmpty() || weight.get().rank() < 2) {
            return new long[]{-1, -1};
        }
        Tensor w = weight.get();
        return switch (node.op()) {
            case Conv conv -> new long[]{w.dim(1) * conv.group(), w.dim(0)};
            case ConvTranspose conv -> new long[]{w.dim(0), w.dim(1) * conv.group()};
            case Gemm gemm -> gemm.transB() ? new long[]{w.dim(1), w.dim(0)} : new long[]{w.dim(0), w.dim(1)};
            case MatMul matMul -> new long[]{w.dim(w.rank() - 2), w.dim(w.rank() - 1)};
            default -> new long[]{-1, -1};
        };
    }

    /// True for a convolution with one filter a channel.
    public static boolean isDepthwise(Graph graph, Node node) {
        return node.op() instanceof Conv(Window window, int group) && group > 1
                && weight(graph, node).map(w -> w.rank() > 1 && w.dim(1) == 1).orElse(false);
    }

    private static Optional<Tensor> weight(Graph graph, Node node) {
        Value value = node.input(1);
        return value.isPresent() ? graph.constant(value).or(() -> codes(graph, value)) : Optional.empty();
    }

    /// The codes that a weight is restored from where the graph runs; they have its extents.
    private static Optional<Tensor> codes(Graph graph, Value value) {
        return graph.producer(value).filter(n -> n.op() instanceof DequantizeLinear)
                .flatMap(n -> graph.constant(n.input(0)));
    }

    private static List<Long> spatial(Tensor weight) {
        return java.util.stream.IntStream.range(2, weight.rank()).mapToObj(weight::dim).toList();
    }

    private static Optional<Window> window(Node node) {
        return switch (node.op()) {
            case Conv conv -> Optional.of(conv.window());
            case ConvTranspose conv -> Optional.of(conv.window());
            case IntegerConv conv -> Optional.of(conv.window());
            case MaxPool pool -> Optional.of(pool.window());
            case AveragePool pool -> Optional.of(pool.window());
            default -> Optional.empty();
        };
    }

    private static String strides(Window window) {
        List<Integer> strides = window.strides();
        if (strides.stream().allMatch(s -> s == 1)) {
            return "";
        }
        boolean same = strides.stream().distinct().count() == 1;
        return "/" + (same
                ? strides.getFirst().toString()
                : strides.stream().map(String::valueOf).collect(Collectors.joining("×")));
    }

    private static boolean isRelu6(Graph graph, Node node, Clip clip) {
        return limit(graph, node, 1, clip.min()) == 0 && limit(graph, node, 2, clip.max()) == 6;
    }

    private static double limit(Graph graph, Node node, int index, @org.jspecify.annotations.Nullable Float attribute) {
        if (attribute != null) {
            return attribute;
        }
        Value value = node.input(index);
        return value.isPresent()
                ? graph.constant(value).filter(t -> t.elements() == 1).map(t -> t.doubleAt(0)).orElse(Double.NaN)
                : Double.NaN;
    }
}
