package dev.secateur.views.layers;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.Selection;
import dev.secateur.views.theme.Icon;

/// The table of layers under the graph.
public final class LayersView extends BorderPane {

    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double ROW = 24;

    private final LayersViewModel model;
    private final TableView<LayerRow> table = new TableView<>();
    private final Map<LayerColumn, TableColumn<LayerRow, LayerRow>> columns = new EnumMap<>(LayerColumn.class);
    private final PaneHeader header = new PaneHeader("Layers");
    private Consumer<String> onExport = csv -> {};
    private boolean following;

    /// @param selection what is selected in the session
    /// @param hovered what is under the pointer in any view
    public LayersView(LayersViewModel model, ObservableValue<Selection> selection, ObservableValue<Selection> hovered) {
        this.model = model;
        getStyleClass().add("layers-view");
        getStylesheets()
                .add(java.util.Objects.requireNonNull(LayersView.class.getResource("layers.css")).toExternalForm());
        table.setId("layers");
        table.setAccessibleText("Layers");
        table.setFixedCellSize(ROW);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        for (LayerColumn column : LayerColumn.values()) {
            TableColumn<LayerRow, LayerRow> made = LayerCells.column(column);
            columns.put(column, made);
            table.getColumns().add(made);
        }
        SortedList<LayerRow> sorted = new SortedList<>(model.rows());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.setRowFactory(t -> new LayerTableRow(model));
        Label nothing = new Label();
        nothing.getStyleClass().add("muted");
        table.setPlaceholder(nothing);
        nothing.textProperty().bind(model.emptyProperty());
        setTop(header());
        setCenter(table);
        link(selection, hovered);
    }

    /// What the CSV button does with the text.
    public void setOnExport(Consumer<String> action) {
        onExport = action;
    }

    private PaneHeader header() {
        header.factProperty().bind(model.factProperty());
        TextField filter = new TextField();
        filter.setId("layer-filter");
        filter.setPromptText("Filter layers");
        filter.setAccessibleText("Filter layers");
        filter.getStyleClass().add("small");
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !filter.getText().isEmpty()) {
                filter.clear();
                event.consume();
            }
        });
        HBox field = new HBox(Icon.FILTER.at(13), filter);
        field.getStyleClass().add("filter-field");
        field.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(filter, Priority.ALWAYS);
        Button csv = new Button("CSV", Icon.EXPORT.at(14));
        csv.getStyleClass().add("small");
        csv.setMinWidth(USE_PREF_SIZE);
        csv.setTooltip(new Tooltip("Save all rows and columns as CSV"));
        csv.setOnAction(event -> onExport.accept(model.csv()));
        csv.disableProperty().bind(model.factProperty().isEmpty());
        header.options().addAll(field, kindMenu(), columnsMenu(), csv);
        return header;
    }

    private MenuButton kindMenu() {
        MenuButton menu = new MenuButton();
        menu.setId("layer-kind");
        menu.getStyleClass().add("small");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.textProperty().bind(model.kindProperty().map(k -> k.isEmpty() ? "All operators" : k));
        Runnable fill = () -> {
            menu.getItems().clear();
            menu.getItems().add(kind("", "All operators"));
            model.kinds().forEach(k -> menu.getItems().add(kind(k, k)));
        };
        model.kinds().addListener((ListChangeListener<String>) c -> fill.run());
        fill.run();
        return menu;
    }

    private MenuItem kind(String name, String text) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> model.kindProperty().set(name));
        return item;
    }

    /// Widths, shown columns and sorting as they are now.
    public LayerTableState state() {
        List<LayerTableState.Column> kept = new ArrayList<>();
        table.getColumns().forEach(c -> columns.forEach((column, made) -> {
            if (made == c) {
                kept.add(new LayerTableState.Column(column, made.getWidth(), made.isVisible()));
            }
        }));
        for (TableColumn<LayerRow, ?> sorted : table.getSortOrder()) {
            for (Map.Entry<LayerColumn, TableColumn<LayerRow, LayerRow>> entry : columns.entrySet()) {
                if (entry.getValue() == sorted) {
                    return new LayerTableState(kept, entry.getKey(),
                            sorted.getSortType() == TableColumn.SortType.DESCENDING, model.everyNodeProperty().get());
                }
            }
        }
        return new LayerTableState(kept, null, false, model.everyNodeProperty().get());
    }

    /// Goes back to how the table was.
    public void restore(LayerTableState state) {
        List<TableColumn<LayerRow, ?>> order = new ArrayList<>();
        for (LayerTableState.Column kept : state.columns()) {
            TableColumn<LayerRow, LayerRow> column = column(kept.column());
            column.setPrefWidth(kept.width());
            column.setVisible(kept.visible());
            order.add(column);
        }
        table.getColumns().forEach(c -> {
            if (!order.contains(c)) {
                order.add(c);
            }
        });
        table.getColumns().setAll(order);
        model.everyNodeProperty().set(state.everyNode());
        LayerColumn sort = state.sort();
        if (sort != null) {
            column(sort).setSortType(
                    state.descending() ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING);
            table.getSortOrder().setAll(List.of(column(sort)));
        }
        // Times have a column while there are any, whatever was kept.
        column(LayerColumn.TIME).setVisible(model.timedProperty().get());
    }

    private MenuButton columnsMenu() {
        MenuButton menu = new MenuButton("Columns");
        menu.getStyleClass().add("small");
        menu.setMinWidth(USE_PREF_SIZE);
        columns.forEach((column, shown) -> {
            CheckMenuItem item = new CheckMenuItem(column.title(false));
            item.selectedProperty().bindBidirectional(shown.visibleProperty());
            menu.getItems().add(item);
        });
        CheckMenuItem every = new CheckMenuItem("Layers without weights too");
        every.selectedProperty().bindBidirectional(model.everyNodeProperty());
        menu.getItems().addAll(new SeparatorMenuItem(), every);
        return menu;
    }

    private void link(ObservableValue<Selection> selection, ObservableValue<Selection> hovered) {
        model.timedProperty().subscribe(timed -> columns.forEach((c, t) -> t.setText(c.title(timed))));
        model.timedProperty().subscribe(timed -> column(LayerColumn.TIME).setVisible(timed));
        selection.addListener((o, was, is) -> follow());
        model.rows().addListener((ListChangeListener<LayerRow>) c -> follow());
        hovered.addListener((o, was, is) -> table.refresh());
        table.getSelectionModel().getSelectedItems().addListener((ListChangeListener<LayerRow>) c -> {
            if (!following) {
                model.select(List.copyOf(withoutNulls(c.getList())));
            }
        });
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copy();
                event.consume();
            }
        });
    }

    private TableColumn<LayerRow, LayerRow> column(LayerColumn column) {
        return java.util.Objects.requireNonNull(columns.get(column));
    }

    /// While rows are replaced, the selected items of a table may hold nulls.
    private static List<LayerRow> withoutNulls(List<? extends LayerRow> rows) {
        List<LayerRow> kept = new ArrayList<>();
        rows.forEach(r -> {
            if (r != null) {
                kept.add(r);
            }
        });
        return kept;
    }

    /// Selects the rows of what is selected elsewhere and shows the first.
    private void follow() {
        Set<LayerRow> wanted = new HashSet<>(model.selectedRows());
        var selected = table.getSelectionModel();
        if (new HashSet<>(withoutNulls(selected.getSelectedItems())).equals(wanted)) {
            return;
        }
        following = true;
        selected.clearSelection();
        int first = -1;
        for (int i = 0; i < table.getItems().size(); i++) {
            if (wanted.contains(table.getItems().get(i))) {
                selected.select(i);
                first = first < 0 ? i : first;
            }
        }
        following = false;
        if (first >= 0 && !table.isFocused()) {
            table.scrollTo(Math.max(0, first - 2));
        }
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        List<LayerColumn> visible = new ArrayList<>();
        table.getVisibleLeafColumns().forEach(c -> columns.forEach((column, made) -> {
            if (made == c) {
                visible.add(column);
            }
        }));
        List<Integer> indices = table.getSelectionModel().getSelectedIndices().stream().sorted().toList();
        content.putString(model.tsv(indices.stream().map(table.getItems()::get).toList(), visible));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
