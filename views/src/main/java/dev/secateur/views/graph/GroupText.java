package dev.secateur.views.graph;

import java.util.List;
import java.util.stream.Collectors;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.op.Concat;
import dev.secateur.engine.op.OpFamily;
import dev.secateur.engine.tensor.Dim;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.OperatorText;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.text.Figures;

/// The words in boxes.
final class GroupText {

    private static final int KERNELS_NAMED = 3;

    private final Analysis analysis;
    private final Graph graph;

    GroupText(Analysis analysis) {
        this.analysis = analysis;
        this.graph = analysis.graph();
    }

    /// The first row of a layer: `Conv 3×3 · 3→16`, without channels where there is little room.
    String ofHead(Layer layer, boolean narrow) {
        String name = layer.parts().getFirst().name();
        if (!name.isEmpty()) {
            return name;
        }
        String title = OperatorText.title(graph, layer.head());
        long[] channels = OperatorText.channels(graph, layer.head());
        if (narrow || channels[0] < 0) {
            return title;
        }
        String between = OperatorText.kernel(graph, layer.head()).isEmpty() ? " " : " · ";
        return title + between + channels[0] + "→" + channels[1];
    }

    /// A further row of a layer.
    String ofPart(Layer.Part part) {
        return part.name().isEmpty() ? OperatorText.name(graph, part.node()) : part.name();
    }

    /// What a closed group holds: `2 × Conv 3×3`, `16 → 32 ch, /2`, `12 layers`.
    String content(Section section) {
        List<Node> weighted = section.layers().map(Layer::head).filter(GroupText::isWeighted).toList();
        if (weighted.isEmpty()) {
            return Figures.plural(section.layers().count(), "layer");
        }
        String change = section.kind() == Section.Kind.BLOCK && !isJoined(section) ? change(weighted) : "";
        if (!change.isEmpty()) {
            return change;
        }
        List<String> titles = weighted.stream().map(n -> OperatorText.title(graph, n)).toList();
        if (titles.stream().distinct().count() == 1) {
            return weighted.size() == 1 ? titles.getFirst() : weighted.size() + " × " + titles.getFirst();
        }
        boolean allKernels = weighted.stream().noneMatch(n -> OperatorText.kernel(graph, n).isEmpty());
        if (weighted.size() <= KERNELS_NAMED && allKernels) {
            return weighted.stream().map(n -> OperatorText.kernel(graph, n)).collect(Collectors.joining(" + "));
        }
        boolean allConvolutions = weighted.stream().allMatch(n -> n.op().family() == OpFamily.CONVOLUTION);
        return weighted.size() + (allConvolutions ? " convolutions" : " weighted layers");
    }

    /// True for a block whose result is joined from several layers': no single one of them tells its channels.
    private static boolean isJoined(Section section) {
        return section.layers().reduce((a, b) -> b).filter(l -> l.head().op() instanceof Concat).isPresent();
    }

    /// The change of channels and extents through a block; empty if both stay.
    private String change(List<Node> weighted) {
        long in = OperatorText.channels(graph, weighted.getFirst())[0];
        long out = OperatorText.channels(graph, lastOnTrunk(weighted))[1];
        String stride = weighted.stream().map(n -> OperatorText.title(graph, n)).filter(t -> t.contains(" /"))
                .map(t -> t.substring(t.lastIndexOf('/'))).findFirst().orElse("");
        if (in < 0 || out < 0 || in == out && stride.isEmpty()) {
            return "";
        }
        return in == out ? in + " ch, " + stride : in + " → " + out + " ch" + (stride.isEmpty() ? "" : ", " + stride);
    }

    /// The last convolution; all paths of a block end in the same number of channels.
    private static Node lastOnTrunk(List<Node> weighted) {
        return weighted.getLast();
    }

    private static boolean isWeighted(Node node) {
        return node.op().family() == OpFamily.CONVOLUTION || node.op().family() == OpFamily.LINEAR;
    }

    /// The small text in a group's header: channels and size of a stage, number of nodes of any other group.
    String detail(Section section) {
        if (section.kind() == Section.Kind.STAGE) {
            Shape shape = section.layers().reduce((a, b) -> b)
                    .map(l -> analysis.shapes().shape(l.parts().getLast().nodes().getLast().output())).orElse(null);
            if (shape != null && (shape.rank() == 2 || shape.rank() == 3)) {
                return shape.dims().stream().skip(1).map(Dim::toString).collect(Collectors.joining("×"));
            }
            if (shape != null && shape.rank() > 3) {
                return shape.dim(1) + " ch · "
                        + shape.dims().stream().skip(2).map(Dim::toString).collect(Collectors.joining("×"));
            }
        }
        long drawn = section.layers().mapToLong(l -> l.nodes().size() - l.feeders().size()).sum();
        return Figures.plural(drawn, "node");
    }
}
