package dev.secateur.app.window;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.graph.Node;
import dev.secateur.views.compare.SceneMaker;
import dev.secateur.views.compare.Side;
import dev.secateur.views.graph.FirstScene;
import dev.secateur.views.graph.Picture;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;

/// Graphs for the Compare view, drawn as the graph view draws them, in one column.
final class ColumnScenes implements SceneMaker {

    @Override
    public Side make(Analysis analysis, Set<String> open, Runnable checkpoint) {
        FirstScene.Still still = FirstScene.column(analysis, open, checkpoint);
        Picture picture = still.picture();
        Map<Integer, Long> boxes = new HashMap<>();
        Map<Long, String> parts = new HashMap<>();
        picture.items().forEach((box, item) -> {
            if (item instanceof Section section) {
                parts.put(box, section.id());
            } else {
                item.nodes().stream().map(Node::id).forEach(node -> boxes.put(node, box));
            }
        });
        return new Side(still.scene(), boxes, parts);
    }

    @Override
    public Set<String> openAtFirst(Analysis analysis) {
        return FirstScene.openAtFirst(analysis);
    }
}
