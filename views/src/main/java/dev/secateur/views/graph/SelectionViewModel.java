package dev.secateur.views.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.canvas.BandAnswer;
import dev.secateur.views.canvas.model.Mark;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Coupled;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// The link between boxes and the session's selection, and the marks on boxes.
///
/// Refused blocks are part of the session's selection, so that the panel can say why; on the canvas they are marked instead
/// of outlined, and never counted.
public final class SelectionViewModel {

    private final SessionModel session;
    private final GraphViewModel graph;
    private final SearchViewModel search;
    private final ReadOnlyObjectWrapper<Set<Long>> boxes = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Set<Long>> hovered = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Marks> marks = new ReadOnlyObjectWrapper<>(Marks.NONE);
    private final ReadOnlyStringWrapper bar = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper canPreview = new ReadOnlyBooleanWrapper();
    private Selection banded = Selection.NONE;

    public SelectionViewModel(SessionModel session, GraphViewModel graph, SearchViewModel search) {
        this.session = session;
        this.graph = graph;
        this.search = search;
        search.matchesProperty().addListener((o, was, is) -> refresh());
        graph.selectionProperty().addListener((o, was, is) -> refresh());
        session.depthPlanProperty().addListener((o, was, is) -> refresh());
        graph.shownProperty().addListener((o, was, is) -> refresh());
        session.scope().hoveredProperty().addListener((o, was, is) -> hovered.set(picture().boxesOf(is)));
        session.coupled().chosenProperty().addListener((o, was, is) -> refresh());
        refresh();
    }

    /// The boxes that are outlined.
    public ReadOnlyObjectProperty<Set<Long>> boxesProperty() {
        return boxes.getReadOnlyProperty();
    }

    /// The boxes of what is under the pointer in any view.
    public ReadOnlyObjectProperty<Set<Long>> hoveredProperty() {
        return hovered.getReadOnlyProperty();
    }

    /// Refused blocks that are selected, layers that the last step made, and dimmed what a search does not find.
    public ReadOnlyObjectProperty<Marks> marksProperty() {
        return marks.getReadOnlyProperty();
    }

    /// The text of the floating bar: `3 of 7 mergeable`; empty if nothing is selected.
    public ReadOnlyStringProperty barProperty() {
        return bar.getReadOnlyProperty();
    }

    /// True if a selected block can be merged.
    public ReadOnlyBooleanProperty canPreviewProperty() {
        return canPreview.getReadOnlyProperty();
    }

    private boolean isInside() {
        return graph.places().isInside();
    }

    /// Blocks inside a sub-graph are not the plan's, whatever they are called.
    private DepthPlan plan() {
        return session.scope().depthPlan();
    }

    private Picture picture() {
        return graph.shown().picture();
    }

    /// The user has selected boxes on the canvas; exactly the ones that are outlined there now.
    public void selectBoxes(Collection<Long> chosen) {
        Set<Long> now = Set.copyOf(chosen);
        if (now.equals(boxes.get())) {
            return;
        }
        Selection selection = now.stream().map(picture()::selectionOf).reduce(Selection.NONE, Selection::plus);
        boolean fromBand = !banded.isEmpty() && now.equals(outlined(banded));
        Selection whole = fromBand ? banded : withRefused(selection, now);
        banded = Selection.NONE;
        graph.select(whole);
        refresh();
    }

    /// What is added to a selection leaves the refused blocks in it; a refused block that is clicked again leaves.
    private Selection withRefused(Selection selection, Set<Long> now) {
        Set<Long> before = boxes.get();
        boolean grows = !before.isEmpty() && now.size() > before.size() && now.containsAll(before);
        boolean shrinks = !now.isEmpty() && now.size() < before.size() && before.containsAll(now);
        if (!grows && !shrinks) {
            return selection;
        }
        Set<String> refused = refused(graph.selectionProperty().get()).keySet();
        Set<String> clickedAgain = new HashSet<>(selection.blocks());
        clickedAgain.retainAll(refused);
        return selection.plus(Selection.ofBlocks(refused)).kept(n -> true, b -> !clickedAgain.contains(b));
    }

    /// Says what a rubber band over some boxes selects: the blocks of all layers it touches, or the layers if none lies in a
    /// block.
    public BandAnswer judge(Collection<Long> touched) {
        Selection blocks = touched.stream().map(picture()::item).flatMap(java.util.Optional::stream)
                .map(this::blocksOf).reduce(Selection.NONE, Selection::plus);
        Selection layers = touched.stream().map(picture()::selectionOf).reduce(Selection.NONE, Selection::plus);
        banded = blocks.isEmpty() ? layers : blocks;
        if (!isInside()) {
            session.candidatesProperty().set(banded);
        }
        Map<String, String> refused = refused(banded);
        Map<Long, String> marked = new HashMap<>();
        refused.forEach((block, reason) -> visibleBox(block).ifPresent(box -> marked.put(box, reason)));
        int count = banded.size() - refused.size();
        String text = banded.blocks().isEmpty() ? Figures.plural(count, "layer") : Figures.plural(count, "block");
        return new BandAnswer(outlined(banded), marked, banded.isEmpty() ? "" : text,
                refused.isEmpty() ? "" : refused.size() + " refused");
    }

    /// The band is gone, released or given up.
    public void bandEnded() {
        session.candidatesProperty().set(Selection.NONE);
    }

    private Selection blocksOf(Item item) {
        Set<String> found = new HashSet<>();
        if (item instanceof Layer layer) {
            picture().outline().blockOf(layer.head().id()).ifPresent(b -> found.add(b.id()));
        } else if (item instanceof Section section) {
            if (section.kind() == Section.Kind.BLOCK) {
                found.add(section.id());
            }
            section.sections().filter(s -> s.kind() == Section.Kind.BLOCK).forEach(s -> found.add(s.id()));
        }
        return Selection.ofBlocks(found);
    }

    private java.util.Optional<Long> visibleBox(String block) {
        return java.util.Optional.ofNullable(picture().boxes().get(block));
    }

    private Set<Long> outlined(Selection selection) {
        Set<String> refused = refused(selection).keySet();
        return picture().boxesOf(selection.kept(n -> true, b -> !refused.contains(b)));
    }

    private Map<String, String> refused(Selection selection) {
        DepthPlan plan = plan();
        Map<String, String> found = new HashMap<>();
        for (String block : selection.blocks()) {
            DepthPlan.Fate fate = plan.of(block);
            if (fate.state() == DepthPlan.Fate.State.REFUSED) {
                found.put(block, fate.reason());
            }
        }
        return found;
    }

    /// Says which part is under the pointer on the canvas; null for none.
    public void hover(@org.jspecify.annotations.Nullable Long box) {
        session.scope().hoveredProperty().set(box == null ? Selection.NONE : picture().selectionOf(box));
    }

    /// Selects nothing.
    public void clear() {
        graph.select(Selection.NONE);
    }

    private void refresh() {
        Selection selection = graph.selectionProperty().get();
        boxes.set(outlined(selection));
        Map<Long, Mark> byBox = new HashMap<>(mergedMarks());
        refused(selection).forEach((block, reason) -> visibleBox(block)
                .ifPresent(box -> byBox.put(box, Mark.refused(reason))));
        unmatched().forEach(box -> byBox.merge(box, Mark.NONE.with(Mark.Emphasis.DIMMED),
                (mark, dim) -> mark.with(Mark.Emphasis.DIMMED)));
        Lit lit = lit();
        lit.boxes().forEach(box -> byBox.merge(box, Mark.NONE.with(Mark.Emphasis.COUPLED),
                (mark, light) -> mark.with(Mark.Emphasis.COUPLED)));
        marks.set(new Marks(byBox, lit.links()));
        tellBar(selection);
    }

    /// The boxes and edges of the coupling group of the selected node.
    private Lit lit() {
        Coupled.Chosen chosen = session.coupled().chosenProperty().get();
        Analysis analysis = session.analysis();
        return chosen == null || analysis == null || picture().outline() != analysis.outline()
                ? Lit.NOTHING
                : Lit.of(chosen, picture(), graph.shown().scene());
    }

    /// While something is looked for and found: the boxes that neither match nor hold a match.
    private Set<Long> unmatched() {
        Set<Item> matches = search.matchesProperty().get();
        if (matches.isEmpty()) {
            return Set.of();
        }
        Set<Long> dimmed = new HashSet<>(picture().items().keySet());
        for (Item match : matches) {
            picture().box(match).ifPresent(dimmed::remove);
            picture().outline().around(match).forEach(s -> picture().box(s).ifPresent(dimmed::remove));
            if (match instanceof Section section) {
                section.layers().forEach(l -> picture().box(l).ifPresent(dimmed::remove));
            }
        }
        return dimmed;
    }

    /// Layers that the step made which made the present: their head is new, is another operator, or has other weights.
    private Map<Long, Mark> mergedMarks() {
        Version present = session.present();
        VersionTree tree = session.tree();
        Analysis analysis = session.analysis();
        if (present == null || tree == null || analysis == null || present.isOriginal()
                || picture().outline() != analysis.outline()) {
            return Map.of();
        }
        Version parent = tree.version(present.parent());
        Map<Long, Mark> found = new HashMap<>();
        List<Layer> layers = picture().outline().layers();
        layers.stream().filter(l -> isMade(l.head(), present.graph(), parent.graph()))
                .forEach(l -> picture().box(l).ifPresent(box -> found.put(box, Mark.merged(""))));
        return found;
    }

    private static boolean isMade(Node head, Graph now, Graph before) {
        return before.node(head.id()).map(old -> !old.op().equals(head.op()) || !weights(old, before).equals(weights(
                head, now))).orElse(true);
    }

    private static List<Value> weights(Node node, Graph graph) {
        return node.inputs().stream().filter(v -> graph.constants().containsKey(v)).toList();
    }

    private void tellBar(Selection selection) {
        DepthPlan plan = plan();
        long merges = selection.blocks().stream().filter(b -> isMergeable(plan.of(b))).count();
        canPreview.set(merges > 0);
        if (selection.isEmpty()) {
            bar.set("");
        } else if (!selection.blocks().isEmpty() && plan.mergeable() > 0) {
            bar.set(Figures.count(merges) + " of " + Figures.count(plan.mergeable()) + " mergeable");
        } else {
            int layers = outlined(selection).size();
            bar.set(layers == 0
                    ? ""
                    : Figures.plural(layers, selection.blocks().isEmpty() ? "layer" : "item") + " selected");
        }
    }

    private static boolean isMergeable(DepthPlan.Fate fate) {
        return fate.state() == DepthPlan.Fate.State.MERGEABLE || fate.state() == DepthPlan.Fate.State.MERGES;
    }
}
