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
import dev.secateur.engine.compress.updp.DepthSurvey;
import dev.secateur.engine.compress.updp.SearchPlan;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Holdout;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.experiment.BlockSurvey;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "blocks", description = "List the blocks of a model: whether each can be merged into one convolution, into which, or why not.")
final class BlocksCommand extends Command {

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--score", description = "Also measure, for each block that updp can prune, its share of the time and what pruning it would save, and with --data how redundant it is.")
    boolean score;

    @CommandLine.Option(names = "--similarity", paramLabel = "HOW", defaultValue = "cosine", description = "What redundancy is: how alike a block's input and output are, as cosine, cka or kernel-cka. Default: ${DEFAULT-VALUE}.")
    String similarity;

    @CommandLine.Mixin
    DataOptions data = new DataOptions();

    BlocksCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        SearchPlan.Similarity how = likeness();
        OpenedModel opened = OpenedModel.read(model, options);
        Graph graph = opened.graph();
        Shapes shapes = opened.shapes();
        progress.check();
        List<Block> blocks = BlockFinder.find(graph, shapes);
        List<Map<String, Object>> list = blocks.stream().map(b -> detailed(graph, shapes, b)).toList();
        Map<String, Object> json = Json.object("model", model.toString(), "blocks", list);
        String text = text(graph, shapes, blocks);
        if (score) {
            NetworkPictures pictures = data.data == null ? null : pictures(opened);
            DepthSurvey found = BlockSurvey.of(graph, pictures, how, options.runtime().threads(), progress);
            json.put("survey", SurveyText.json(found, similarity));
            text += System.lineSeparator() + System.lineSeparator() + SurveyText.table(found, similarity);
        }
        return new Report(json, text);
    }

    private SearchPlan.Similarity likeness() throws ProblemException {
        for (SearchPlan.Similarity known : SearchPlan.Similarity.values()) {
            if (known.toString().equals(similarity)) {
                return known;
            }
        }
        throw ProblemException.ofSetting("cannot use the value \"" + similarity + "\"", "--similarity",
                "it must be cosine, cka or kernel-cka", "");
    }

    private NetworkPictures pictures(OpenedModel opened) throws ProblemException {
        Dataset pictures = DataOptions.datasets(host(), opened.graph()).open(data.required(), Split.TRAIN);
        return new NetworkPictures(options.limit == null ? pictures : Holdout.first(pictures, options.limit),
                data.choice(host(), pictures, opened.graph(), opened.file()).normalisation());
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
