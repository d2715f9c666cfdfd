package dev.secateur.engine.compress.autocompress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Conv;
import dev.secateur.engine.op.Window;
import dev.secateur.engine.tensor.Tensor;

/// Makes kernels smaller whose outer rows or columns are zero in all filters and input channels: less padding makes up for it, and the
/// network computes the same.
final class KernelTrim {

    private KernelTrim() {}

    /// @param kernels what became of which kernel, by the name of its convolution: `3×3 → 2×3`
    record Trimmed(Graph graph, Map<String, String> kernels) {}

    static Trimmed of(Graph graph) {
        GraphEditor editor = graph.edit();
        Map<String, String> kernels = new LinkedHashMap<>();
        Map<Value, Value> heirs = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            Tensor weight = node.op() instanceof Conv ? graph.constant(node.input(1)).orElse(null) : null;
            if (node.op() instanceof Conv conv && weight != null && weight.rank() == 4
                    && graph.uses(node.input(1)).size() == 1
                    && conv.window().autoPad() == Window.AutoPad.NOTSET) {
                Bounds bounds = Bounds.of(weight, conv.window());
                if (bounds != null) {
                    Value made = editor.addConstant(graph.name(node.input(1)), bounds.cut(weight));
                    editor.setInput(editor.current(node), 1, made);
                    editor.setOp(editor.current(node), new Conv(bounds.window(conv.window(), weight), conv.group()));
                    heirs.put(node.input(1), made);
                    kernels.put(graph.name(node), bounds.text(weight));
                }
            }
        }
        if (kernels.isEmpty()) {
            return new Trimmed(graph, kernels);
        }
        heirs.forEach(editor::inheritName);
        editor.removeUnused();
        return new Trimmed(editor.build(), kernels);
    }

    /// The part of a kernel that stays.
    ///
    /// @param from first row and first column
    /// @param to those behind the last
    private record Bounds(int[] from, int[] to) {

        /// Null if all of it stays. No more is taken from a side than its padding makes up for.
        static @Nullable Bounds of(Tensor weight, Window window) {
            int[] from = new int[2];
            int[] to = {(int) weight.dim(2), (int) weight.dim(3)};
            float[] numbers = weight.toFloats();
            for (int axis = 0; axis < 2; axis++) {
                int begin = window.padBegin(axis);
                int end = window.padEnd(axis);
                int step = window.dilation(axis);
                while (to[axis] - from[axis] > 1 && begin >= step && isZero(numbers, weight, axis, from[axis])) {
                    from[axis]++;
                    begin -= step;
                }
                while (to[axis] - from[axis] > 1 && end >= step && isZero(numbers, weight, axis, to[axis] - 1)) {
                    to[axis]--;
                    end -= step;
                }
            }
            boolean whole = from[0] == 0 && from[1] == 0 && to[0] == weight.dim(2) && to[1] == weight.dim(3);
            return whole ? null : new Bounds(from, to);
        }

        private static boolean isZero(float[] numbers, Tensor weight, int axis, int at) {
            int wide = (int) weight.dim(3);
            int area = (int) weight.dim(2) * wide;
            for (int i = 0; i < numbers.length; i++) {
                int place = axis == 0 ? i % area / wide : i % wide;
                if (place == at && numbers[i] != 0) {
                    return false;
                }
            }
            return true;
        }

        Tensor cut(Tensor weight) {
            float[] numbers = weight.toFloats();
            int high = to[0] - from[0];
            int wide = to[1] - from[1];
            int kernels = (int) (weight.dim(0) * weight.dim(1));
            float[] result = new float[kernels * high * wide];
            int at = 0;
            for (int k = 0; k < kernels; k++) {
                for (int r = from[0]; r < to[0]; r++) {
                    for (int c = from[1]; c < to[1]; c++) {
                        result[at++] = numbers[(int) ((k * weight.dim(2) + r) * weight.dim(3) + c)];
                    }
                }
            }
            return Tensor.of(result, weight.dim(0), weight.dim(1), high, wide);
        }

        Window window(Window before, Tensor weight) {
            List<Integer> pads = new ArrayList<>();
            for (int axis = 0; axis < 2; axis++) {
                pads.add(before.padBegin(axis) - from[axis] * before.dilation(axis));
            }
            for (int axis = 0; axis < 2; axis++) {
                pads.add(before.padEnd(axis) - ((int) weight.dim(2 + axis) - to[axis]) * before.dilation(axis));
            }
            return new Window(List.of(to[0] - from[0], to[1] - from[1]), before.strides(), pads, before.dilations(),
                    before.autoPad());
        }

        String text(Tensor weight) {
            return weight.dim(2) + "×" + weight.dim(3) + " → " + (to[0] - from[0]) + "×" + (to[1] - from[1]);
        }
    }
}
