package dev.secateur.engine.compress.proxylessnas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.Tensor;

/// Smaller kernels: the middle of the given ones.
final class Kernels {

    private static final int SMALLEST_DEPTHWISE = 3;

    private Kernels() {}

    /// `3×3 + 3×3`: the kernels of a part that are larger than a pixel, in order; `1×1` if there is none.
    static String label(Graph part) {
        List<String> sizes = part.nodes().stream().filter(n -> size(part, n) > 1)
                .map(n -> size(part, n) + "×" + size(part, n)).toList();
        return sizes.isEmpty() ? "1×1" : sizes.stream().collect(Collectors.joining(" + "));
    }

    /// The part with each smaller size that its kernels can have; of several kernels the last one keeps its size.
    static List<Graph> smaller(Graph part) {
        List<Node> spatial = part.nodes().stream().filter(n -> reducible(part, n)).toList();
        List<Node> reduced = spatial.size() > 1 ? spatial.subList(0, spatial.size() - 1) : spatial;
        List<Graph> all = new ArrayList<>();
        if (reduced.isEmpty()) {
            return all;
        }
        int largest = reduced.stream().mapToInt(n -> size(part, n)).max().orElseThrow();
        for (int size = largest - 2; size >= 1; size -= 2) {
            cropped(part, reduced, size).ifPresent(all::add);
        }
        return all;
    }

    /// The edge of a square kernel with constant weights; 0 for anything else.
    private static int size(Graph graph, Node node) {
        Tensor weight = node.op() instanceof Conv ? graph.constant(node.input(1)).orElse(null) : null;
        return weight == null || weight.rank() != 4 || weight.dim(2) != weight.dim(3) ? 0 : (int) weight.dim(2);
    }

    /// A kernel of odd size whose padding keeps the extents, so that its middle does too.
    private static boolean reducible(Graph graph, Node node) {
        int size = size(graph, node);
        if (size < 3 || size % 2 == 0 || !(node.op() instanceof Conv(Window window, int group))
                || window.autoPad() != Window.AutoPad.NOTSET) {
            return false;
        }
        boolean keeps = true;
        for (int axis = 0; axis < 2; axis++) {
            int half = window.dilation(axis) * (size / 2);
            keeps &= window.padBegin(axis) == half && window.padEnd(axis) == half;
        }
        return keeps;
    }

    private static int smallest(Graph graph, Node node) {
        Tensor weight = graph.constant(node.input(1)).orElseThrow();
        boolean depthwise = node.op() instanceof Conv conv && conv.group() > 1 && weight.dim(1) == 1;
        boolean strided = node.op() instanceof Conv conv
                && (conv.window().stride(0) > 1 || conv.window().stride(1) > 1);
        return depthwise || strided ? SMALLEST_DEPTHWISE : 1;
    }

    private static Optional<Graph> cropped(Graph part, List<Node> nodes, int wanted) {
        GraphEditor editor = part.edit();
        boolean changed = false;
        for (Node node : nodes) {
            int size = size(part, node);
            if (size > wanted && wanted >= smallest(part, node)
                    && node.op() instanceof Conv(Window window, int group)) {
                Tensor middle = middle(part.constant(node.input(1)).orElseThrow(), wanted);
                editor.setInput(node, 1, editor.addConstant(part.name(node.input(1)), middle));
                int rows = window.dilation(0) * (wanted / 2);
                int columns = window.dilation(1) * (wanted / 2);
                editor.setOp(node, new Conv(new Window(List.of(wanted, wanted), window.strides(),
                        List.of(rows, columns, rows, columns), window.dilations(), Window.AutoPad.NOTSET), group));
                changed = true;
            }
        }
        editor.removeUnused();
        return changed ? Optional.of(editor.build()) : Optional.empty();
    }

    private static Tensor middle(Tensor weight, int size) {
        int full = (int) weight.dim(2);
        int from = (full - size) / 2;
        float[] all = weight.toFloats();
        int kernels = all.length / (full * full);
        float[] kept = new float[kernels * size * size];
        for (int k = 0; k < kernels; k++) {
            for (int y = 0; y < size; y++) {
                System.arraycopy(all, (k * full + from + y) * full + from, kept, (k * size + y) * size, size);
            }
        }
        return Tensor.of(kept, weight.dim(0), weight.dim(1), size, size);
    }
}
