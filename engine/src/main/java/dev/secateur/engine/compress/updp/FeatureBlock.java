package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.Binary;
import dev.secateur.engine.rewrite.Axis;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Kernel;
import dev.secateur.engine.rewrite.Match;

/// A block that mixes features on the way to one layer: layer normalisation becomes batch normalisation, the activation the identity, a
/// kernel larger than 3×3 its middle 3×3, and a copy of the activation and a batch normalisation follow the addition.
///
/// @param swaps layer normalisations and what takes their places
/// @param end the normalisation behind the block
/// @param cropped true if the kernel in front goes to 3×3
record FeatureBlock(Block block, FeatureChain chain, List<Mix> mixes, List<Swap> swaps, FeatureNorm.Put end,
        boolean cropped, Progress progress) implements PrunedBlock {

    private static final int KEPT = 3;

    FeatureBlock {
        mixes = List.copyOf(mixes);
        swaps = List.copyOf(swaps);
    }

    /// A sum of two normalisations of which one fades out.
    ///
    /// @param sum its result
    record Swap(Value sum, FeatureNorm.Put norm) {}

    /// What building gives.
    record Built(Graph graph, FeatureBlock block) {}

    /// Puts the pruned form into a network.
    ///
    static Built into(Graph graph, Candidate candidate, Progress progress) {
        int rank = candidate.rank();
        Block block = candidate.block();
        FeatureChain chain = read(graph, block);
        List<Mix> mixes = new ArrayList<>();
        List<Swap> swaps = new ArrayList<>();
        GraphEditor editor = graph.edit();
        for (Step.Norm norm : chain.norms()) {
            FeatureNorm.Put put = FeatureNorm.put(editor, norm.input(), rank, norm.scale(), norm.shift());
            Node sum = editor.addNode(new Binary(Binary.Kind.ADD), graph.name(norm.output()) + "/or_bn", norm.output(),
                    put.output());
            editor.replaceUses(norm.output(), sum.output());
            mixes.add(new Mix.Fade(norm.output(), false));
            mixes.add(new Mix.Fade(put.output(), true));
            swaps.add(new Swap(sum.output(), put));
        }
        chain.bends().forEach(b -> mixes.add(new Mix.Blend(b.output(), b.input(), true)));
        FeatureNorm.Put end = end(graph, editor, chain, rank);
        mixes.add(new Mix.Blend(end.output(), block.exit(), false));
        boolean crops = candidate.kernel() != Variant.EXACT
                && chain.front().filter(c -> croppable(c.geometry())).isPresent();
        return new Built(editor.build(), new FeatureBlock(block, chain, mixes, swaps, end, crops, progress));
    }

    private static boolean croppable(Geometry geometry) {
        return croppable(geometry.rows()) && croppable(geometry.columns());
    }

    private static boolean croppable(Axis axis) {
        return axis.kernel() > KEPT && axis.kernel() % 2 == 1 && axis.keepsExtent();
    }

    private static FeatureChain read(Graph graph, Block block) {
        Node end = graph.producer(block.exit()).orElseThrow();
        if (FeatureChain.endingIn(graph, end) instanceof Match.Yes<FeatureChain>(FeatureChain chain)) {
            return chain;
        }
        throw new IllegalStateException("block " + block.id() + " was readable and is not any more");
    }

    private static FeatureNorm.Put end(Graph graph, GraphEditor editor, FeatureChain chain, int rank) {
        Value exit = chain.addition().output();
        List<Node> made = chain.bends().isEmpty()
                ? List.of()
                : BlockEnd.copy(graph, editor, chain.bends().getLast(), exit);
        Value behind = made.isEmpty() ? exit : made.getLast().output();
        int width = chain.layers().getLast().outputs();
        boolean first = rank == 4 && chain.front().isPresent();
        FeatureNorm.Put put = first
                ? FeatureNorm.first(editor, behind, width)
                : FeatureNorm.last(editor, behind, rank, width);
        editor.replaceUses(exit, put.output());
        made.forEach(n -> editor.setInputs(n, n.inputs()));
        editor.setInput(put.reader(), 0, behind);
        return put;
    }

    @Override
    public String id() {
        return block.id();
    }

    @Override
    public List<NewNorm> norms() {
        List<NewNorm> all = new ArrayList<>(swaps.stream().map(s -> new NewNorm(s.norm().node(), false)).toList());
        all.add(new NewNorm(end.node(), true));
        return all;
    }

    @Override
    public Optional<Reduction> reduced() {
        return cropped
                ? Optional.of(new Reduction(chain.front().orElseThrow().node().id(), KEPT, true))
                : Optional.empty();
    }

    @Override
    public Value exit() {
        return end.output();
    }

    @Override
    public Graph settle(Graph graph) {
        GraphEditor editor = graph.edit();
        swaps.forEach(s -> editor.replaceUses(s.sum(), s.norm().output()));
        chain.bends().forEach(b -> editor.replaceUses(b.output(), b.input()));
        editor.removeUnused();
        return cropped ? crop(editor.build()) : editor.build();
    }

    private Graph crop(Graph graph) {
        Node node = graph.node(chain.front().orElseThrow().node().id()).orElseThrow();
        Convolution c = ((Match.Yes<Convolution>) Convolution.read(graph, node)).found();
        Kernel whole = c.kernel();
        int top = (whole.height() - KEPT) / 2;
        int left = (whole.width() - KEPT) / 2;
        Kernel.Extents extents = new Kernel.Extents(whole.outputs(), whole.inputs(), whole.groups(), KEPT, KEPT);
        int within = whole.inputs() / whole.groups();
        double[] taps = new double[whole.outputs() * within * KEPT * KEPT];
        double[] bias = new double[whole.outputs()];
        int next = 0;
        for (int o = 0; o < whole.outputs(); o++) {
            bias[o] = whole.bias(o);
            for (int i = 0; i < within; i++) {
                for (int y = 0; y < KEPT; y++) {
                    for (int x = 0; x < KEPT; x++) {
                        taps[next++] = whole.weight(o, i, top + y, left + x);
                    }
                }
            }
        }
        GraphEditor editor = graph.edit();
        c.replace(editor, c.input(), Kernel.of(extents, taps, bias), Geometry.square(KEPT, 1, KEPT / 2));
        editor.removeUnused();
        return editor.build();
    }

    @Override
    public Graph merge(Graph graph) {
        Graph merged = FeatureMerge.at(graph, chain.addition().id(), progress);
        return end.turned() ? FeatureNorm.unfolded(merged, end) : merged;
    }
}
