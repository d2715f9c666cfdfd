package dev.secateur.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.block.Legality;
import dev.secateur.engine.block.MergePreview;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "blocks", description = "List the blocks of a model: whether each can be merged into one convolution, into which, or why not.")
final class BlocksCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    BlocksCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Graph graph = opened.graph();
        Shapes shapes = opened.shapes();
        progress.check();
        List<Block> blocks = BlockFinder.find(graph, shapes);
        List<Map<String, Object>> list = blocks.stream().map(b -> detailed(graph, shapes, b)).toList();
        return new Report(Json.object("model", model.toString(), "blocks", list), text(graph, shapes, blocks));
    }

    /// A block as every command prints it.
    static Map<String, Object> brief(Block block) {
        return Json.object("id", block.id(), "kind", kind(block), "prunable", block.legality().isLegal(), "reason",
                block.legality().isLegal() ? null : block.legality().reason());
    }

    private static Map<String, Object> detailed(Graph graph, Shapes shapes, Block block) {
        Map<String, Object> json = brief(block);
        json.put("stage", block.stage());
        json.put("parent", block.parent().isEmpty() ? null : block.parent());
        json.put("nodes", names(graph, block.nodes()));
        if (block.legality() instanceof Legality.Refused(String reason, List<Integer> nodes)) {
            json.put("reasonNodes", names(graph, nodes));
        }
        json.put("variants", MergePreview.of(graph, shapes, block).stream().map(BlocksCommand::variant).toList());
        return json;
    }

    private static Map<String, Object> variant(MergePreview preview) {
        return Json.object("variant", preview.variant().toString(), "kernelBefore", preview.kernelBefore(),
                "kernelAfter", preview.kernelAfter(), "macsBefore", known(preview.before().macs()), "macsAfter",
                known(preview.after().macs()), "parametersBefore", preview.before().parameters(), "parametersAfter",
                preview.after().parameters(), "warning", preview.warning());
    }

    private static @org.jspecify.annotations.Nullable Long known(long count) {
        return count < 0 ? null : count;
    }

    private static List<String> names(Graph graph, List<Integer> nodes) {
        return nodes.stream().flatMap(id -> graph.node(id).stream()).map(graph::name).toList();
    }

    private static String kind(Block block) {
        return block.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String text(Graph graph, Shapes shapes, List<Block> blocks) {
        if (blocks.isEmpty()) {
            return model + ": no blocks were found";
        }
        TextTable table = new TextTable("block", "kind", "variant", "kernel", ">MACs", ">parameters");
        StringBuilder refusals = new StringBuilder();
        for (Block block : blocks) {
            List<MergePreview> previews = MergePreview.of(graph, shapes, block);
            for (int i = 0; i < previews.size(); i++) {
                row(table, block, previews.get(i), i == 0);
            }
            if (previews.isEmpty()) {
                table.row(block.id(), block.kind().title(), "refused", "", "", "");
                refusals.append(System.lineSeparator()).append(block.id()).append(" is refused: ")
                        .append(block.legality().reason());
            }
        }
        boolean some = blocks.stream().anyMatch(b -> b.legality().isLegal());
        return table + refusals.toString() + (some ? System.lineSeparator() + MergePreview.UNTRAINED : "");
    }

    private static void row(TextTable table, Block block, MergePreview preview, boolean first) {
        table.row(first ? block.id() : "", first ? block.kind().title() : "", preview.variant().toString(),
                preview.kernelBefore() + " → " + preview.kernelAfter(),
                change(preview.before().macs(), preview.after().macs()),
                change(preview.before().parameters(), preview.after().parameters()));
    }

    private static String change(long before, long after) {
        return before < 0 || after < 0
                ? Figures.UNKNOWN
                : Figures.large(before) + " → " + Figures.large(after);
    }
}
