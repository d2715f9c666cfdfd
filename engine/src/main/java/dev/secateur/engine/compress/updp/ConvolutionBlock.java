package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.MergePlan;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.block.merge.BlockMerge;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.rewrite.Activation;
import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Match;
import dev.secateur.engine.tensor.TensorType;

/// A block of convolutions on the way to one convolution: the activations inside become the identity, padding stands at the first
/// convolution, and an activation and a batch normalisation follow the block.
///
/// @param merge the steps to one convolution
/// @param norm the normalisation behind the block; -1 if there was no activation inside, so that nothing has to make up for it
/// @param exit what stands for the block's result
record ConvolutionBlock(BlockMerge merge, List<Mix> mixes, int norm, Value exit) implements PrunedBlock {

    ConvolutionBlock {
        mixes = List.copyOf(mixes);
    }

    /// Puts the pruned form into a network.
    static Built into(Graph graph, Block block, MergePlan plan, Progress progress) {
        BlockMerge merge = new BlockMerge(block, plan, progress);
        Anatomy anatomy = Objects.requireNonNull(block.anatomy());
        List<Mix> mixes = new ArrayList<>();
        List<Activation> inside = new ArrayList<>();
        for (int id : merge.activations()) {
            Activation activation = Activation.endingIn(graph, graph.node(id).orElseThrow()).orElseThrow();
            inside.add(activation);
            mixes.add(new Mix.Blend(activation.output(), activation.input(), true));
        }
        Graph moved = moved(graph, merge);
        mixes.addAll(borders(moved, plan));
        if (inside.isEmpty()) {
            return new Built(moved, new ConvolutionBlock(merge, mixes, -1, block.exit()));
        }
        GraphEditor editor = moved.edit();
        Value exit = block.exit();
        Node norm = BlockEnd.put(moved, editor, exit, anatomy.trailing() >= 0 ? null : inside.getLast(),
                new BlockEnd.Channels(plan.outputs(), plan.main().getLast().weight().dtype()));
        mixes.add(new Mix.Blend(norm.output(), exit, false));
        return new Built(editor.build(), new ConvolutionBlock(merge, mixes, norm.id(), norm.output()));
    }

    /// The network with the geometry of the merged form, activations still standing: it is what the convolutions get once these are gone.
    private static Graph moved(Graph graph, BlockMerge merge) {
        Graph linear = merge.moveGeometry(merge.linearise(graph));
        GraphEditor editor = graph.edit();
        for (Convolution convolution : merge.plan().main()) {
            Node node = graph.node(convolution.node().id()).orElseThrow();
            editor.setOp(node, linear.node(node.id()).orElseThrow().op());
        }
        for (int id : merge.block().nodes()) {
            Value made = graph.node(id).map(Node::output).orElse(Value.NONE);
            TensorType known = graph.types().get(made);
            if (known != null && known.shape() != null && !made.equals(merge.block().exit())) {
                editor.declare(made, new TensorType(known.dtype(), null));
            }
        }
        return editor.build();
    }

    /// What building gives.
    record Built(Graph graph, ConvolutionBlock block) {}

    /// The borders that moved padding adds before every convolution but the first.
    private static List<Mix> borders(Graph moved, MergePlan plan) {
        List<Mix> borders = new ArrayList<>();
        int[] next = new int[4];
        for (int i = plan.main().size() - 1; i > 0; i--) {
            Geometry own = plan.main().get(i).geometry();
            Node node = moved.node(plan.main().get(i).node().id()).orElseThrow();
            Geometry now = ((Match.Yes<Convolution>) Convolution.read(moved, node)).found().geometry();
            int rows = now.rows().stride();
            int columns = now.columns().stride();
            next = new int[]{own.rows().begin() + rows * next[0], own.columns().begin() + columns * next[1],
                own.rows().end() + rows * next[2], own.columns().end() + columns * next[3]};
            Mix.Border border = new Mix.Border(node.input(0), next[0], next[1], next[2], next[3]);
            if (!border.isEmpty()) {
                borders.add(border);
            }
        }
        return borders;
    }

    @Override
    public String id() {
        return merge.block().id();
    }

    @Override
    public List<NewNorm> norms() {
        return norm < 0 ? List.of() : List.of(new NewNorm(norm, true));
    }

    @Override
    public Optional<Reduction> reduced() {
        return merge.plan().variant() == Variant.CENTRE_TAP
                ? Optional.of(new Reduction(merge.reduced(), 1, false))
                : Optional.empty();
    }

    @Override
    public Graph settle(Graph graph) {
        return merge.linearise(graph);
    }

    @Override
    public Graph merge(Graph graph) {
        return merge.merge(merge.reduce(graph));
    }
}
