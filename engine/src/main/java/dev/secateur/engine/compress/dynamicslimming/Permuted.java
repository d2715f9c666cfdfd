package dev.secateur.engine.compress.dynamicslimming;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.secateur.engine.coupling.Member;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.tensor.Tensor;

/// Puts the channels of gated layers in the order of their scales, largest first, so that the first n of them are those that a
/// threshold leaves.
final class Permuted {

    private Permuted() {}

    /// An operand of a node.
    private record Operand(Node node, int input) {}

    /// The same network with its channels in order; it computes the same but for the rounding of sums.
    static Graph of(GatedNetwork network) {
        Graph graph = network.graph();
        Map<Operand, Tensor> ordered = new LinkedHashMap<>();
        for (int l = 0; l < network.layers().size(); l++) {
            int[] order = order(network.sizes()[l]);
            for (Member member : network.layers().get(l).group().members()) {
                Operand operand = new Operand(member.node(), member.input());
                Tensor now = ordered.get(operand);
                Tensor before = now == null ? graph.constant(member.node().input(member.input())).orElseThrow() : now;
                ordered.put(operand, taken(before, member.axis(), positions(member.channelOf(), order)));
            }
        }
        GraphEditor editor = graph.edit();
        ordered.forEach((operand, tensor) -> {
            String name = editor.name(operand.node().input(operand.input()));
            editor.setInput(editor.current(operand.node()), operand.input(),
                    editor.addConstant(name + "_ordered", tensor));
        });
        editor.removeUnused();
        return editor.build();
    }

    /// The channels by size, largest first, equal ones in their order.
    static int[] order(double[] sizes) {
        return IntStream.range(0, sizes.length).boxed().sorted(Comparator.comparing(c -> -sizes[c]))
                .mapToInt(Integer::intValue).toArray();
    }

    /// For every position of the axis the one that comes there: a channel's positions stay together in their order.
    private static int[] positions(int[] channelOf, int[] order) {
        List<List<Integer>> of = new ArrayList<>();
        for (int c = 0; c < order.length; c++) {
            of.add(new ArrayList<>());
        }
        for (int p = 0; p < channelOf.length; p++) {
            if (channelOf[p] >= 0) {
                of.get(channelOf[p]).add(p);
            }
        }
        int[] from = IntStream.range(0, channelOf.length).toArray();
        for (int c = 0; c < order.length; c++) {
            for (int i = 0; i < of.get(c).size(); i++) {
                from[of.get(c).get(i)] = of.get(order[c]).get(i);
            }
        }
        return from;
    }

    /// Slices of a tensor along an axis, in the order in which they are named.
    static Tensor taken(Tensor tensor, int axis, int[] from) {
        long[] dims = tensor.dims();
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= dims[i];
        }
        long slice = tensor.byteSize() / outer / dims[axis];
        MemorySegment target = MemorySegment.ofArray(new byte[Math.toIntExact(outer * from.length * slice)]);
        for (long o = 0; o < outer; o++) {
            for (int i = 0; i < from.length; i++) {
                MemorySegment.copy(tensor.bytes(), (o * tensor.dim(axis) + from[i]) * slice, target,
                        (o * from.length + i) * slice, slice);
            }
        }
        dims[axis] = from.length;
        return Tensor.of(tensor.dtype(), dims, target);
    }
}
