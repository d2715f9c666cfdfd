package dev.secateur.engine.compress.slb;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.quant.CodedWeight;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.quant.QuantisedGraph;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Found weights in a network whose batch normalisations are folded: codes, and for each channel the scale that folding made of its own.
///
/// @param layers by their place in the graph
record FoundWeights(Graph folded, List<Found> layers) {

    /// A layer's codes.
    record Found(QuantLayer layer, Candidates candidates, byte[] codes, float[] scales) {

        CodedWeight coded() {
            return new CodedWeight(codes, candidates.values(), scales, layer.axis(), layer.weight().dims());
        }
    }

    /// Codes as odd multiples of a step, by the name of the layer.
    Map<String, short[]> odds() {
        Map<String, short[]> odds = new HashMap<>();
        for (Found found : layers) {
            short[] own = new short[found.codes().length];
            for (int i = 0; i < own.length; i++) {
                own[i] = (short) found.candidates().odd(found.codes()[i]);
            }
            odds.put(found.layer().name(), own);
        }
        return odds;
    }

    /// Reads scales off folded weights.
    ///
    /// @param codes by the name of the layer
    static FoundWeights of(Graph folded, List<SearchedLayer> searched, Map<String, byte[]> codes) {
        List<Found> layers = new ArrayList<>();
        for (SearchedLayer layer : searched) {
            String name = layer.layer().name();
            Node node = folded.nodeNamed(name).orElseThrow(() -> new IllegalStateException("folding lost " + name));
            QuantLayer now = QuantLayer.at(folded, node)
                    .orElseThrow(() -> new IllegalStateException("folding made no layer of " + name));
            byte[] own = codes.get(name);
            if (own == null) {
                throw new IllegalStateException("nothing was found for " + name);
            }
            layers.add(new Found(now, layer.candidates(), own, scales(now, layer.candidates(), own)));
        }
        return new FoundWeights(folded, layers);
    }

    private static float[] scales(QuantLayer layer, Candidates candidates, byte[] codes) {
        float[] weights = layer.weight().toFloats();
        double[] products = new double[layer.channels()];
        double[] squares = new double[layer.channels()];
        for (int i = 0; i < weights.length; i++) {
            double value = candidates.value(codes[i]);
            products[layer.channelOf(i)] += value * weights[i];
            squares[layer.channelOf(i)] += value * value;
        }
        float[] scales = new float[products.length];
        for (int c = 0; c < scales.length; c++) {
            scales[c] = (float) (products[c] / squares[c]);
        }
        return scales;
    }

    /// A network with the found weights stored as asked for.
    ///
    /// @param onto the folded network, or what rounding of activations made of it
    Graph stored(Graph onto, Storage storage) {
        if (storage == Storage.FLOAT) {
            return onto;
        }
        GraphEditor editor = onto.edit();
        Map<Integer, Value> tables = new HashMap<>();
        for (Found found : layers) {
            String name = folded.name(found.layer().node().input(1));
            Value weights = storage == Storage.BITS
                    ? found.coded().lookup(editor, name, tables)
                    : dequantised(editor, found, name, storage == Storage.INT4);
            Node node = onto.nodeNamed(found.layer().name())
                    .orElseThrow(() -> new IllegalStateException("lost " + found.layer().name()));
            editor.setInput(node, 1, weights);
        }
        if (storage == Storage.BITS) {
            QuantisedGraph.raiseForCodebooks(editor, onto.header());
        } else {
            QuantisedGraph.raise(editor, onto.header(), storage == Storage.INT4);
        }
        editor.removeUnused();
        return editor.build();
    }

    /// Values as odd multiples of a step. Odd numbers of 4 bits reach to 15 and do not fit INT4: there codes count from the middle, and half
    /// of their step is added.
    private static Value dequantised(GraphEditor editor, Found found, String name, boolean packed) {
        boolean halves = packed && found.candidates().bits() == 4;
        int[] codes = new int[found.codes().length];
        float[] steps = new float[found.scales().length];
        float[] middles = new float[steps.length];
        for (int c = 0; c < steps.length; c++) {
            float step = Math.abs(found.scales()[c]) / (found.candidates().count() - 1);
            steps[c] = Math.max(Float.MIN_NORMAL, halves ? 2 * step : step);
            middles[c] = steps[c] / 2;
        }
        for (int i = 0; i < codes.length; i++) {
            int odd = found.candidates().odd(found.codes()[i]);
            int signed = found.scales()[found.layer().channelOf(i)] < 0 ? -odd : odd;
            codes[i] = halves ? Math.floorDiv(signed, 2) : signed;
        }
        QuantLayer layer = found.layer();
        Value scale = editor.addConstant(name + "_scale", Tensor.of(steps, steps.length));
        Value restored = editor.addNode(new DequantizeLinear(layer.axis(), 0), name + "_dequantized",
                editor.addConstant(name + "_quantized", integers(codes, packed, layer.weight().dims())), scale)
                .output();
        if (!halves) {
            return restored;
        }
        long[] extents = new long[layer.weight().rank()];
        Arrays.fill(extents, 1);
        extents[layer.axis()] = middles.length;
        return editor.addNode(new Binary(Binary.Kind.ADD), name + "_restored", restored,
                editor.addConstant(name + "_middle", Tensor.of(middles, extents))).output();
    }

    private static Tensor integers(int[] codes, boolean packed, long[] dims) {
        byte[] bytes = new byte[packed ? Math.ceilDiv(codes.length, 2) : codes.length];
        for (int i = 0; i < codes.length; i++) {
            if (packed) {
                bytes[i / 2] |= (byte) ((codes[i] & 0xf) << i % 2 * 4);
            } else {
                bytes[i] = (byte) codes[i];
            }
        }
        return Tensor.of(packed ? DType.INT4 : DType.INT8, dims, MemorySegment.ofArray(bytes));
    }

    long weightBytes() {
        return layers.stream().mapToLong(f -> f.layer().weight().byteSize()).sum();
    }

    long packedBytes() {
        return layers.stream().mapToLong(f -> f.coded().packedBytes()).sum();
    }

    /// Bytes that the file spends on weights and scales, tables for unpacking among them.
    long storedBytes(Storage storage) {
        long scales = layers.stream().mapToLong(f -> f.scales().length * (long) Float.BYTES).sum();
        return switch (storage) {
            case FLOAT -> weightBytes();
            case INT8 -> scales + layers.stream().mapToLong(f -> f.codes().length).sum();
            case INT4 -> scales + layers.stream().mapToLong(f -> Math.ceilDiv(f.codes().length, 2)).sum();
            case BITS -> layers.stream().mapToLong(f -> f.coded().storedBytes()).sum() + layers.stream()
                    .mapToInt(f -> f.candidates().bits()).distinct().mapToLong(b -> 256L * (Byte.SIZE / b)).sum();
        };
    }
}
