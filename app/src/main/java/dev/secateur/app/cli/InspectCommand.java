package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.ShapeConflict;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.tensor.TensorType;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "inspect", description = "Show nodes, parameters, multiply-accumulates (MACs), blocks and BatchNorm layers of a model.")
final class InspectCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    InspectCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        progress.report(-1, "Inferring shapes");
        Graph graph = opened.graph();
        Shapes open = ShapeInference.infer(graph, opened.bindings());
        Shapes shapes = opened.shapes();
        progress.check();
        Costs costs = opened.costs(shapes);
        progress.check();
        List<Block> blocks = BlockFinder.find(graph, shapes);
        progress.check();
        Coupling coupling = Coupling.of(graph);
        Map<String, Object> json = Json.object("model", model.toString(), "nodes", graph.nodes().size(), "parameters",
                costs.parameters(), "macs", costs.macs(), "peakActivationBytes", costs.peakActivationBytes(),
                "complete", costs.isComplete(), "opset", graph.header().opset(), "irVersion",
                graph.header().irVersion(), "inputs", values(graph, graph.requiredInputs(), open), "outputs",
                values(graph, graph.outputs(), open), "unknownOperators", costs.unknownOperators(),
                "blocks", blocks.stream().map(BlocksCommand::brief).toList(), "batchNormalizations",
                batchNormalizations(graph, shapes), "couplingGroups", GroupReport.json(coupling));
        return new Report(json, text(new Found(open, shapes, costs, blocks, coupling), graph),
                conflict(graph, shapes));
    }

    private static List<Map<String, Object>> values(Graph graph, List<Value> values,
            Shapes shapes) {
        return values.stream().map(v -> {
            TensorType type = shapes.type(v);
            return Json.object("name", graph.name(v), "type",
                    type.dtype() == null ? null : type.dtype().name().toLowerCase(java.util.Locale.ROOT), "shape",
                    extents(type.shape()));
        }).toList();
    }

    private static @Nullable List<Object> extents(
            @Nullable Shape shape) {
        if (shape == null) {
            return null;
        }
        List<Object> extents = new ArrayList<>();
        shape.dims().forEach(d -> extents.add(d instanceof Dim.Known(long size) ? (Object) size : d.toString()));
        return extents;
    }

    private static List<Map<String, Object>> batchNormalizations(Graph graph, Shapes shapes) {
        return graph.nodes().stream().filter(n -> n.op() instanceof BatchNormalization)
                .map(n -> Json.object("node", graph.name(n), "channels", channels(n, shapes))).toList();
    }

    private static @Nullable Long channels(Node node, Shapes shapes) {
        Shape scale = shapes.shape(node.input(1));
        return scale != null && scale.rank() == 1 && scale.dim(0) instanceof Dim.Known(long size) ? size : null;
    }

    /// What the program found out about the model.
    ///
    /// @param open shapes with the batch left open
    /// @param shapes shapes for one sample
    private record Found(Shapes open, Shapes shapes, Costs costs, List<Block> blocks, Coupling coupling) {}

    private String text(Found found, Graph graph) {
        Shapes open = found.open();
        Shapes shapes = found.shapes();
        Costs costs = found.costs();
        String least = costs.isComplete() ? "" : " at least";
        List<String> lines = new ArrayList<>();
        lines.add(model + ": ONNX opset " + graph.header().opset() + ", IR version " + graph.header().irVersion());
        TextTable table = new TextTable("", "");
        table.row("nodes", Figures.count(graph.nodes().size()));
        table.row("parameters", Figures.count(costs.parameters()) + least);
        table.row("MACs, one sample", Figures.count(costs.macs()) + least);
        table.row("peak of activations", Figures.bytes(costs.peakActivationBytes()) + least);
        long legal = found.blocks().stream().filter(b -> b.legality().isLegal()).count();
        table.row("blocks", Figures.count(found.blocks().size()) + ", of which " + legal + " can be merged");
        table.row("BatchNorm layers", Figures.count(batchNormalizations(graph, shapes).size()));
        table.row("channel groups", GroupReport.summary(found.coupling()));
        graph.requiredInputs().forEach(v -> table.row("input", graph.name(v) + ": " + open.type(v).display()));
        graph.outputs().forEach(v -> table.row("output", graph.name(v) + ": " + open.type(v).display()));
        if (!costs.unknownOperators().isEmpty()) {
            table.row("unknown operators", String.join(", ", costs.unknownOperators()));
        }
        lines.add(table.toString());
        shapes.conflicts().stream().filter(c -> !c.isFatal()).limit(1).forEach(c -> lines.add(
                "A declared shape is out of date at node " + graph.name(c.node()) + ": " + c.reason()));
        return String.join(System.lineSeparator(), lines);
    }

    /// The first place where operands do not fit each other, null if there is none.
    private @Nullable Problem conflict(Graph graph, Shapes shapes) {
        List<ShapeConflict> fatal = shapes.conflicts().stream().filter(ShapeConflict::isFatal).toList();
        if (fatal.isEmpty()) {
            return null;
        }
        ShapeConflict first = fatal.getFirst();
        int more = fatal.size() - 1;
        return new Problem.OfModel("the model cannot run", model, graph.name(first.node()),
                first.reason() + (more == 0 ? "" : ", and " + more + " more such places"),
                "export the model again, or mend this node");
    }
}
