package dev.secateur.views.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import dev.secateur.views.outline.Amounts;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.DepthPlan;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.text.Figures;

/// The rows of the table, filtered, and their link with the selection and the pointer of the other views.
public final class LayersViewModel {

    private final SessionModel session;
    private final ObservableList<LayerRow> rows = FXCollections.observableArrayList();
    private final ObservableList<LayerRow> shownRows = FXCollections.unmodifiableObservableList(rows);
    private final StringProperty filter = new SimpleStringProperty("");
    private final StringProperty kind = new SimpleStringProperty("");
    private final ObservableList<String> kinds = FXCollections.observableArrayList();
    private final ObservableList<String> shownKinds = FXCollections.unmodifiableObservableList(kinds);
    private final BooleanProperty everyNode = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper timed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private List<LayerRow> all = List.of();
    private boolean replacing;

    public LayersViewModel(SessionModel session) {
        this.session = session;
        session.scope().analysisProperty().addListener((o, was, is) -> rebuild());
        session.measurementProperty().addListener((o, was, is) -> rebuild());
        session.depthPlanProperty().addListener((o, was, is) -> rebuild());
        session.scope().selectionProperty().addListener((o, was, is) -> tellFact());
        session.presentProperty().addListener((o, was, is) -> tellFact());
        filter.addListener((o, was, is) -> applyFilter());
        kind.addListener((o, was, is) -> applyFilter());
        everyNode.addListener((o, was, is) -> applyFilter());
        rebuild();
    }

    /// The rows that pass the filter, in the network's order.
    public ObservableList<LayerRow> rows() {
        return shownRows;
    }

    /// Words that a row must contain, all of them, in its name, operator, kernel, block or fate.
    public StringProperty filterProperty() {
        return filter;
    }

    /// The operator to which the list is narrowed, by its short name; empty for all.
    public StringProperty kindProperty() {
        return kind;
    }

    /// Short names of the operators of all layers that are listed, whatever the filter, in alphabetical order.
    public ObservableList<String> kinds() {
        return shownKinds;
    }

    /// True to list layers without weights too.
    public BooleanProperty everyNodeProperty() {
        return everyNode;
    }

    /// True if times were measured.
    public ReadOnlyBooleanProperty timedProperty() {
        return timed.getReadOnlyProperty();
    }

    /// `20 of 20 · 6 selected with the graph`.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// What is said in place of rows.
    ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /// The rows that are selected in the session, wherever that was done.
    public List<LayerRow> selectedRows() {
        return in(session.scope().selection());
    }

    /// True if a row is under the pointer in any view.
    public boolean isHovered(LayerRow row) {
        return isIn(session.scope().hoveredProperty().get(), row);
    }

    private List<LayerRow> in(Selection selection) {
        return selection.isEmpty() ? List.of() : rows.stream().filter(r -> isIn(selection, r)).toList();
    }

    private static boolean isIn(Selection selection, LayerRow row) {
        return selection.blocks().contains(row.block())
                || row.layer().nodes().stream().anyMatch(n -> selection.nodes().contains(n.id()));
    }

    /// Selects the layers of some rows. Blocks stay selected as such while all their rows are among the ones given. What a
    /// table says while its rows are being replaced is not meant.
    public void select(Collection<LayerRow> chosen) {
        Set<LayerRow> wanted = new HashSet<>(chosen);
        if (replacing || wanted.equals(new HashSet<>(selectedRows()))) {
            return;
        }
        Set<String> blocks = session.scope().selection().blocks().stream()
                .filter(b -> rows.stream().filter(r -> r.block().equals(b)).allMatch(wanted::contains))
                .collect(Collectors.toSet());
        Set<Integer> nodes = chosen.stream().filter(r -> !blocks.contains(r.block())).map(r -> r.layer().head().id())
                .collect(Collectors.toSet());
        session.scope().select(new Selection(nodes, blocks));
    }

    /// Tells the other views which row is under the pointer.
    public void hover(LayerRow row) {
        session.scope().hoveredProperty().set(Selection.ofNode(row.layer().head().id()));
    }

    /// Tells the other views that the pointer has left the rows.
    public void hoverNothing() {
        session.scope().hoveredProperty().set(Selection.NONE);
    }

    /// Rows as tab-separated text with a header, for the clipboard.
    public String tsv(List<LayerRow> which, List<LayerColumn> columns) {
        return table(which, columns, "\t", Function.identity());
    }

    /// The rows that pass the filter as comma-separated text after RFC 4180, with all columns.
    public String csv() {
        return table(rows, Arrays.asList(LayerColumn.values()), ",", LayersViewModel::quoted);
    }

    private String table(List<LayerRow> which, List<LayerColumn> columns, String separator,
            Function<String, String> cell) {
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(c -> cell.apply(c.title(timed.get()))).collect(Collectors.joining(separator)));
        for (LayerRow row : which) {
            lines.add(columns.stream().map(c -> cell.apply(c.plainText(row))).collect(Collectors.joining(separator)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private void rebuild() {
        Analysis analysis = session.scope().analysis();
        DepthPlan plan = session.scope().depthPlan();
        if (analysis == null) {
            all = List.of();
            timed.set(false);
        } else {
            Amounts amounts = new Amounts(analysis.outline(), analysis.costs(), session.scope().measurement().nodeMs());
            timed.set(amounts.hasTimes());
            all = new LayerRows(analysis, amounts, plan, session.scope().measurement().fusedInto().keySet()).all();
        }
        applyFilter();
    }

    private void applyFilter() {
        List<String> words = Arrays.stream(filter.get().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(w -> !w.isEmpty()).toList();
        replacing = true;
        List<LayerRow> listed = all.stream().filter(r -> everyNode.get() || r.hasWeights()).toList();
        List<String> names = listed.stream().map(r -> r.operator().name()).distinct().sorted().toList();
        if (!names.equals(kinds)) {
            kinds.setAll(names);
        }
        // A model without such operators is shown whole rather than empty.
        boolean narrowed = names.contains(kind.get());
        rows.setAll(listed.stream().filter(r -> !narrowed || r.operator().name().equals(kind.get()))
                .filter(r -> r.matches(words)).toList());
        replacing = false;
        tellFact();
    }

    private boolean isAnyListed() {
        return all.stream().anyMatch(r -> everyNode.get() || r.hasWeights());
    }

    private void tellFact() {
        empty.set(session.present() == null
                ? "No model is open."
                : session.isAnalysing()
                        ? "Counting the layers."
                        : isAnyListed() ? "No layer matches the filter." : "No layer of this network has weights.");
        long listed = all.stream().filter(r -> everyNode.get() || r.hasWeights()).count();
        int selected = selectedRows().size();
        String text = all.isEmpty() ? "" : Figures.count(rows.size()) + " of " + Figures.count(listed);
        fact.set(selected == 0 ? text : text + " · " + Figures.count(selected) + " selected with the graph");
    }
}
