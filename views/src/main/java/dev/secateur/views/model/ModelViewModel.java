package dev.secateur.views.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Value;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.outline.Item;
import dev.secateur.views.outline.Layer;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.outline.Section;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;

/// The lines of the tree, and their link with the selection of the other views.
public final class ModelViewModel {

    private final SessionModel session;
    private final ReadOnlyObjectWrapper<@Nullable TreeEntry> root = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Quantity> quantity = new SimpleObjectProperty<>(Quantity.PARAMETERS);

    public ModelViewModel(SessionModel session) {
        this.session = session;
        session.analysisProperty().addListener((o, was, is) -> rebuild());
        session.measurementProperty().addListener((o, was, is) -> {
            if (is.isPresent()) {
                quantity.set(Quantity.TIME);
            } else if (quantity.get() == Quantity.TIME) {
                // A version that was not measured has no times to show.
                quantity.set(Quantity.PARAMETERS);
            }
            rebuild();
        });
        session.depthPlanProperty().addListener((o, was, is) -> {
            if (was.mergeable() != is.mergeable() || was.fates().size() != is.fates().size()) {
                rebuild();
            }
        });
        quantity.addListener((o, was, is) -> rebuild());
        session.presentProperty().addListener((o, was, is) -> tellEmpty());
        rebuild();
        tellEmpty();
    }

    /// The line of the whole model; null without one.
    public ReadOnlyObjectProperty<@Nullable TreeEntry> rootProperty() {
        return root.getReadOnlyProperty();
    }

    /// What is said in place of the lines.
    ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    private void tellEmpty() {
        empty.set(session.present() == null ? "No model is open." : "Counting parameters and looking for blocks.");
    }

    /// What the bars show.
    public ObjectProperty<Quantity> quantityProperty() {
        return quantity;
    }

    /// `time, ms`, `parameters`.
    public String quantityText() {
        String title = quantity.get() == Quantity.TIME ? "time" : quantity.get().title();
        String text = quantity.get() == Quantity.MACS ? title : title.toLowerCase(java.util.Locale.ROOT);
        return quantity.get().unit().isEmpty() ? text : text + ", " + quantity.get().unit();
    }

    /// True if a line or a line around it is selected, so that its row is lit.
    public boolean isSelected(TreeEntry entry) {
        return isIn(session.selection(), entry);
    }

    /// True if a line is under the pointer in any view.
    public boolean isHovered(TreeEntry entry) {
        return isIn(session.hoveredProperty().get(), entry);
    }

    private static boolean isIn(Selection selection, TreeEntry entry) {
        return switch (entry.item()) {
            case null -> false;
            case Layer layer -> layer.nodes().stream().anyMatch(n -> selection.nodes().contains(n.id()));
            case Section section -> selection.blocks().contains(section.id());
        };
    }

    /// Selects lines: blocks as wholes, layers by their heads, anything else by the blocks or layers in it.
    public void select(List<TreeEntry> entries) {
        session.select(entries.stream().map(e -> selection(e.item())).reduce(Selection.NONE, Selection::plus));
    }

    /// Selects one line, or adds it to the selection, or takes it out again.
    public void click(TreeEntry entry, boolean add) {
        Selection clicked = selection(entry.item());
        session.select(add ? session.selection().toggled(clicked) : clicked);
    }

    private static Selection selection(@Nullable Item item) {
        return switch (item) {
            case null -> Selection.NONE;
            case Layer layer -> Selection.ofNode(layer.head().id());
            case Section section when section.kind() == Section.Kind.BLOCK -> Selection.ofBlock(section.id());
            case Section section -> section.items().stream().map(ModelViewModel::selection).reduce(Selection.NONE,
                    Selection::plus);
        };
    }

    /// Says which line is under the pointer; null for none.
    public void hover(@Nullable TreeEntry entry) {
        session.hoveredProperty().set(entry == null ? Selection.NONE : selection(entry.item()));
    }

    /// Ids of the lines around what is selected, so that they can be opened.
    public Set<String> aroundSelection() {
        Analysis analysis = session.analysis();
        Set<String> found = new HashSet<>();
        if (analysis != null) {
            session.selection().nodes().stream().flatMap(n -> analysis.outline().layerOf(n).stream())
                    .flatMap(l -> analysis.outline().around(l).stream()).forEach(s -> found.add(s.id()));
            session.selection().blocks().stream().flatMap(b -> analysis.outline().item(b).stream())
                    .flatMap(b -> analysis.outline().around(b).stream()).forEach(s -> found.add(s.id()));
        }
        return found;
    }

    private void rebuild() {
        Analysis analysis = session.analysis();
        if (analysis == null) {
            root.set(null);
            return;
        }
        Amounts amounts = new Amounts(analysis.outline(), analysis.costs(), session.measurement().nodeMs());
        root.set(new Lines(analysis, amounts).root());
    }

    /// Makes the lines of one model.
    private final class Lines {
        private final Graph graph;
        private final Section whole;
        private final Amounts amounts;
        private final DepthPlan plan = session.depthPlanProperty().get();
        private final double total;

        Lines(Analysis analysis, Amounts amounts) {
            this.graph = analysis.graph();
            this.whole = analysis.outline().root();
            this.amounts = amounts;
            this.total = amounts.of(whole, quantity.get());
        }

        TreeEntry root() {
            List<TreeEntry> lines = new ArrayList<>();
            graph.requiredInputs().stream().map(v -> end(v, TreeEntry.Kind.INPUT)).forEach(lines::add);
            whole.items().forEach(i -> lines.add(entry(i)));
            graph.outputs().stream().distinct().map(v -> end(v, TreeEntry.Kind.OUTPUT)).forEach(lines::add);
            return new TreeEntry(whole, "model", TreeEntry.Kind.MODEL, title(), amount(whole), "", lines);
        }

        private String title() {
            Path file = session.source();
            Path name = file == null ? null : file.getFileName();
            return name == null ? graph.header().name() : name.toString().replaceFirst("\\.onnx$", "");
        }

        private TreeEntry end(Value value, TreeEntry.Kind kind) {
            return new TreeEntry(null, kind + "/" + graph.name(value), kind, graph.name(value), TreeEntry.Amount.NONE,
                    "",
                    List.of());
        }

        private TreeEntry entry(Item item) {
            return switch (item) {
                case Layer layer -> new TreeEntry(layer, layer.id(), TreeEntry.Kind.LAYER, layer.label(),
                        amount(layer), "", List.of());
                case Section section -> new TreeEntry(section, section.id(), kind(section), section.label(),
                        amount(section), refused(section),
                        section.items().stream().map(this::entry).collect(Collectors.toList()));
            };
        }

        private TreeEntry.Amount amount(Item item) {
            double amount = amounts.of(item, quantity.get());
            if (!Quantity.isKnown(amount) || amount == 0) {
                return TreeEntry.Amount.NONE;
            }
            return new TreeEntry.Amount(quantity.get().brief(amount), total > 0 ? amount / total : 0);
        }

        private String refused(Section section) {
            return section.kind() == Section.Kind.BLOCK ? plan.of(section.id()).reason() : "";
        }

        private static TreeEntry.Kind kind(Section section) {
            return switch (section.kind()) {
                case MODEL -> TreeEntry.Kind.MODEL;
                case STAGE -> TreeEntry.Kind.STAGE;
                case BLOCK -> TreeEntry.Kind.BLOCK;
                case SCOPE, PART, LOOSE -> TreeEntry.Kind.PART;
            };
        }
    }
}
