package dev.secateur.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.engine.compare.LayerDifference.Counted;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.cost.LiveMemory;
import dev.secateur.engine.cost.NodeCost;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.Tensor;

/// Tables of a model as CSV: numbers with a point and without separators, one line a row.
enum ModelTable {

    /// Every node with its costs for one sample.
    LAYERS,
    /// Blocks, and whether they can be merged.
    BLOCKS,
    /// Groups of coupled channels.
    GROUPS,
    /// Scales of every batch normalisation, one row a channel.
    SCALES,
    /// What is alive while each node runs.
    MEMORY,
    /// Layers of two models side by side.
    DIFFERENCES;

    /// The table; the first row is its head.
    ///
    /// @param other what the model is held against, for {@link #DIFFERENCES} alone
    String csv(OpenedModel model, @Nullable OpenedModel other) {
        List<List<Object>> rows = switch (this) {
            case LAYERS -> layers(model);
            case BLOCKS -> blocks(model);
            case GROUPS -> groups(model);
            case SCALES -> scales(model.graph());
            case MEMORY -> memory(model);
            case DIFFERENCES -> differences(other == null ? model : other, model);
        };
        return csv(rows);
    }

    /// Rows as CSV; the first is the head.
    static String csv(List<List<Object>> rows) {
        return rows.stream().map(r -> r.stream().map(ModelTable::cell).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /// A row in which what is not known is empty.
    static List<Object> row(@Nullable Object... cells) {
        return Arrays.stream(cells).map(c -> c == null ? (Object) "" : c).toList();
    }

    private static List<List<Object>> layers(OpenedModel model) {
        Graph graph = model.graph();
        Shapes shapes = model.shapes();
        Costs costs = model.costs(shapes);
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("node", "operator", "output", "parameters", "MACs", "activation bytes"));
        for (Node node : graph.nodes()) {
            NodeCost cost = costs.of(node);
            rows.add(row(graph.name(node), node.op().type(), extents(shapes.shape(node.output())), cost.parameters(),
                    cost.known() ? cost.macs() : "", cost.known() ? cost.activationBytes() : ""));
        }
        return rows;
    }

    private static String extents(@Nullable Shape shape) {
        return shape == null ? "" : shape.toString();
    }

    private static List<List<Object>> blocks(OpenedModel model) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("block", "kind", "stage", "nodes", "prunable", "reason"));
        BlockFinder.find(model.graph(), model.shapes()).forEach(b -> {
            Map<String, Object> told = BlocksCommand.brief(b);
            rows.add(row(b.id(), told.get("kind"), b.stage(), b.nodes().size(), told.get("prunable"),
                    told.get("reason")));
        });
        return rows;
    }

    private static List<List<Object>> groups(OpenedModel model) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("group", "channels", "removable", "frozen", "members", "explanation"));
        GroupReport.json(Coupling.of(model.graph())).forEach(g -> rows.add(row(g.get("id"), g.get("channels"),
                g.get("removable"), g.get("frozen"), g.get("members") instanceof List<?> members ? members.size() : 0,
                g.get("explanation"))));
        return rows;
    }

    private static List<List<Object>> scales(Graph graph) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("node", "channel", "scale", "bias", "mean", "variance"));
        for (Node node : graph.nodes()) {
            if (node.op() instanceof BatchNormalization) {
                float[][] values = new float[4][];
                for (int i = 0; i < values.length; i++) {
                    values[i] = graph.constant(node.input(i + 1)).map(Tensor::toFloats).orElse(new float[0]);
                }
                for (int c = 0; c < values[0].length; c++) {
                    rows.add(row(graph.name(node), c, at(values[0], c), at(values[1], c), at(values[2], c),
                            at(values[3], c)));
                }
            }
        }
        return rows;
    }

    private static Object at(float[] values, int index) {
        return index < values.length ? (Object) values[index] : "";
    }

    private static List<List<Object>> memory(OpenedModel model) {
        LiveMemory memory = LiveMemory.of(model.graph(), model.shapes());
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("step", "node", "alive bytes", "of that waiting for later nodes"));
        for (int step = 0; step < memory.size(); step++) {
            rows.add(row(step, model.graph().name(model.graph().nodes().get(step)), memory.bytes(step),
                    memory.waiting(step)));
        }
        return rows;
    }

    private static List<List<Object>> differences(OpenedModel before, OpenedModel after) {
        List<List<Object>> rows = new ArrayList<>();
        rows.add(row("layer", "operator", "change", "what", "output before", "output after", "parameters", "MACs"));
        for (LayerDifference l : LayerDifference.of(GraphDifference.of(before.graph(), after.graph()),
                Counted.of(before.graph(), before.shapes()), Counted.of(after.graph(), after.shapes()))) {
            rows.add(row(l.name(), l.operator(), l.change().fate().word(), String.join("; ", l.change().what()),
                    l.shapeBefore(), l.shapeAfter(), l.parameterChange(), l.macChange()));
        }
        return rows;
    }

    /// Its name on the command line.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
