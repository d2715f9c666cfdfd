package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;

/// Names the blocks that were found: `stage1.block2`, and within it `stage1.block2.attention`.
final class BlockNames {

    private final Shapes shapes;
    private final Flow flow;
    private final Nest nest;
    private final LegalityCheck check;
    private final Map<Nest.Item, List<Nest.Item>> parts;
    private final List<Block> named = new ArrayList<>();

    BlockNames(Graph graph, Shapes shapes, Flow flow, Nest nest) {
        this.shapes = shapes;
        this.flow = flow;
        this.nest = nest;
        this.check = new LegalityCheck(graph, shapes);
        this.parts = nest.parts();
    }

    /// All blocks, each followed by those within it.
    List<Block> blocks() {
        int stage = 0;
        int index = 0;
        Optional<List<Dim>> before = Optional.empty();
        for (Nest.Item item : nest.top()) {
            Optional<List<Dim>> extents = extents(item.found());
            boolean starts = stage == 0 || !extents.equals(before);
            stage += starts ? 1 : 0;
            index = starts ? 1 : index + 1;
            before = extents;
            add(item, "stage" + stage + ".block" + index, stage, "");
        }
        return named;
    }

    private void add(Nest.Item item, String id, int stage, String parent) {
        Found found = item.found();
        named.add(new Block(id, found.kind(), stage, flow.withConstants(found.nodes()), found.entry(), found.exit(),
                check.check(found), found.anatomy(), parent));
        List<Nest.Item> within = parts.getOrDefault(item, List.of());
        Map<String, Integer> used = new HashMap<>();
        within.forEach(p -> used.merge(p.found().kind().part(), 1, Integer::sum));
        Map<String, Integer> index = new HashMap<>();
        for (Nest.Item part : within) {
            String word = part.found().kind().part();
            int number = index.merge(word, 1, Integer::sum);
            boolean alone = used.getOrDefault(word, 0) == 1 && part.found().kind() != BlockKind.DENSE_LAYER;
            add(part, id + "." + word + (alone ? "" : number), stage, id);
        }
    }

    /// What makes a stage: channels and spatial extents, without the batch. Concatenations grow from block to block, so of
    /// theirs only spatial extents count.
    private Optional<List<Dim>> extents(Found found) {
        Shape shape = shapes.shape(found.exit());
        if (shape == null || shape.rank() == 0) {
            return Optional.empty();
        }
        boolean grows = found.kind() == BlockKind.BRANCHES && shape.rank() > 2;
        return Optional.of(shape.dims().subList(grows ? 2 : 1, shape.rank()));
    }
}
