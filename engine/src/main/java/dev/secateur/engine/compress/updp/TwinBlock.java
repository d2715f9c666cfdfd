package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.Anatomy;
import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockPlans;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.GraphEditor;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.op.Binary;

/// A block beside its pruned form, which share their weights and not their normalisations: `(1 - lambda) given(x) + lambda pruned(x)`.
///
/// @param pruned a copy of the block, settled already
/// @param given what the block makes
/// @param sum what stands for it
record TwinBlock(PrunedBlock pruned, Value given, Value sum) implements PrunedBlock {

    /// What building gives.
    record Built(Graph graph, TwinBlock block) {}

    /// Puts a copy of the block in its pruned form beside it.
    static Built into(Graph graph, Candidate candidate, Progress progress) {
        Block block = candidate.block();
        Copy copy = Copy.of(graph, block);
        Candidate twin = new Candidate(copy.block(), candidate.kernel(),
                candidate.plan() == null
                        ? null
                        : BlockPlans.of(copy.graph(), copy.block(), candidate.plan().variant()).orElseThrow(),
                candidate.chain(), candidate.norm(), candidate.rank());
        PrunedNetwork alone = PrunedNetwork.around(copy.graph(), twin, progress);
        PrunedBlock pruned = alone.blocks().getFirst();
        GraphEditor editor = pruned.settle(alone.graph()).edit();
        Node sum = editor.addNode(new Binary(Binary.Kind.ADD), graph.name(block.exit()) + "/or_pruned", block.exit(),
                pruned.exit());
        editor.replaceUses(block.exit(), sum.output());
        return new Built(editor.build(), new TwinBlock(pruned, block.exit(), sum.output()));
    }

    @Override
    public String id() {
        return pruned.id();
    }

    @Override
    public List<Mix> mixes() {
        return List.of(new Mix.Fade(given, false), new Mix.Fade(pruned.exit(), true));
    }

    @Override
    public List<NewNorm> norms() {
        return pruned.norms();
    }

    @Override
    public Optional<Reduction> reduced() {
        return pruned.reduced();
    }

    @Override
    public Value exit() {
        return sum;
    }

    @Override
    public Graph settle(Graph graph) {
        return PrunedBlock.replaced(graph, sum, pruned.exit());
    }

    @Override
    public Graph merge(Graph graph) {
        return pruned.merge(graph);
    }

    /// A block again, reading the same and seen by nobody yet.
    private record Copy(Graph graph, Block block) {

        static Copy of(Graph graph, Block block) {
            GraphEditor editor = graph.edit();
            Map<Value, Value> values = new HashMap<>();
            Map<Integer, Integer> ids = new HashMap<>();
            for (int id : block.nodes()) {
                Node node = graph.node(id).orElseThrow();
                Value[] operands = node.inputs().stream().map(v -> values.getOrDefault(v, v)).toArray(Value[]::new);
                if (node.op() instanceof BatchNormalization) {
                    for (int i = 1; i < operands.length; i++) {
                        operands[i] = editor.addConstant(graph.name(operands[i]),
                                graph.constant(operands[i]).orElseThrow());
                    }
                }
                String name = graph.name(node) + "/pruned";
                List<Value> results = node.outputs().stream()
                        .map(v -> v.isPresent() ? editor.addValue(graph.name(v) + "/pruned") : v).toList();
                Node made = editor.addNode(name,
                        new Node(-1, node.op(), List.of(operands), results, node.captures(), null));
                for (int i = 0; i < results.size(); i++) {
                    values.put(node.outputs().get(i), results.get(i));
                }
                ids.put(id, made.id());
            }
            Value exit = Objects.requireNonNull(values.get(block.exit()));
            Anatomy anatomy = block.anatomy();
            return new Copy(editor.build(), new Block(block.id(), block.kind(), block.stage(),
                    block.nodes().stream().map(ids::get).toList(), block.entry(), exit, block.legality(),
                    anatomy == null ? null : mapped(anatomy, ids), block.parent()));
        }

        private static Anatomy mapped(Anatomy anatomy, Map<Integer, Integer> ids) {
            List<Anatomy.Unit> main = new ArrayList<>();
            anatomy.main().forEach(u -> main.add(mapped(u, ids)));
            Anatomy.Shortcut shortcut = anatomy.shortcut() instanceof Anatomy.Shortcut.Projection(Anatomy.Unit unit)
                    ? new Anatomy.Shortcut.Projection(mapped(unit, ids))
                    : anatomy.shortcut();
            return new Anatomy(main, shortcut, id(ids, anatomy.addition()), id(ids, anatomy.trailing()));
        }

        private static Anatomy.Unit mapped(Anatomy.Unit unit, Map<Integer, Integer> ids) {
            return new Anatomy.Unit(id(ids, unit.convolution()),
                    unit.normalisations().stream().map(n -> id(ids, n)).toList(),
                    unit.activations().stream().map(n -> id(ids, n)).toList());
        }

        private static int id(Map<Integer, Integer> ids, int id) {
            @Nullable
            Integer mapped = ids.get(id);
            return mapped == null ? -1 : mapped;
        }
    }
}
