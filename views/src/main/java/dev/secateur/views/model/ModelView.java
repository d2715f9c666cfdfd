package dev.secateur.views.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.outline.Quantity;
import dev.secateur.views.session.Selection;
import dev.secateur.views.theme.Icon;

/// The tree at the left.
public final class ModelView extends BorderPane {

    private static final double ROW = 24;

    private final ModelViewModel model;
    private final TreeView<TreeEntry> tree = new TreeView<>();
    private final PaneHeader header = new PaneHeader("Model");
    private final Label quantity = new Label();
    private final Map<String, TreeItem<TreeEntry>> items = new HashMap<>();

    /// @param selection what is selected in the session
    /// @param hovered what is under the pointer in any view
    public ModelView(ModelViewModel model, ObservableValue<Selection> selection, ObservableValue<Selection> hovered) {
        this.model = model;
        getStyleClass().add("model-view");
        getStylesheets()
                .add(java.util.Objects.requireNonNull(ModelView.class.getResource("model.css")).toExternalForm());
        quantity.getStyleClass().addAll("secondary", "muted");
        header.options().addAll(quantity, menuButton());
        tree.setId("model-tree");
        tree.setAccessibleText("Model");
        tree.setFixedCellSize(ROW);
        tree.setCellFactory(t -> new TreeEntryCell(model));
        tree.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        setTop(header);
        model.rootProperty().addListener((o, was, is) -> show(is));
        model.emptyProperty().addListener((o, was, is) -> show(model.rootProperty().get()));
        selection.addListener((o, was, is) -> selected());
        hovered.addListener((o, was, is) -> tree.refresh());
        show(model.rootProperty().get());
    }

    private Button menuButton() {
        ContextMenu menu = new ContextMenu();
        ToggleGroup group = new ToggleGroup();
        for (Quantity each : Quantity.values()) {
            RadioMenuItem item = new RadioMenuItem(each.title());
            item.setToggleGroup(group);
            item.setSelected(each == model.quantityProperty().get());
            item.setOnAction(event -> model.quantityProperty().set(each));
            model.quantityProperty().addListener((o, was, is) -> item.setSelected(is == each));
            menu.getItems().add(item);
        }
        Button button = new Button("", Icon.MORE.at(16));
        button.getStyleClass().addAll("icon-button", "small");
        button.setTooltip(new Tooltip("What the bars show"));
        button.setAccessibleText("What the bars show");
        button.setOnAction(event -> menu.show(button, Side.BOTTOM, 0, 0));
        return button;
    }

    private void show(@Nullable TreeEntry root) {
        if (root == null) {
            items.clear();
            quantity.setText("");
            setCenter(new EmptyState(Icon.MODEL, model.emptyProperty().get()));
            return;
        }
        Set<String> expanded = new HashSet<>();
        items.forEach((id, item) -> {
            if (item.isExpanded()) {
                expanded.add(id);
            }
        });
        boolean first = items.isEmpty();
        items.clear();
        TreeItem<TreeEntry> shown = item(root, expanded, first);
        shown.setExpanded(true);
        tree.setRoot(shown);
        quantity.setText(model.quantityText());
        setCenter(tree);
        selected();
    }

    private TreeItem<TreeEntry> item(TreeEntry entry, Set<String> expanded, boolean first) {
        TreeItem<TreeEntry> item = new TreeItem<>(entry);
        entry.children().forEach(child -> item.getChildren().add(item(child, expanded, first)));
        item.setExpanded(first ? entry.kind() == TreeEntry.Kind.STAGE : expanded.contains(entry.id()));
        items.put(entry.id(), item);
        return item;
    }

    /// Opens what hides the selection and brings its first line into view.
    private void selected() {
        model.aroundSelection().forEach(id -> {
            TreeItem<TreeEntry> item = items.get(id);
            if (item != null) {
                item.setExpanded(true);
            }
        });
        tree.refresh();
        int row = firstSelected();
        if (row >= 0) {
            bringIntoView(row);
        }
    }

    /// Counts rows itself, for the tree looks each one up from its beginning.
    private int firstSelected() {
        Deque<TreeItem<TreeEntry>> ahead = new ArrayDeque<>();
        Optional.ofNullable(tree.getRoot()).ifPresent(ahead::push);
        for (int row = 0; !ahead.isEmpty(); row++) {
            TreeItem<TreeEntry> item = ahead.pop();
            if (model.isSelected(item.getValue())) {
                return row;
            }
            if (item.isExpanded()) {
                item.getChildren().reversed().forEach(ahead::push);
            }
        }
        return -1;
    }

    private void bringIntoView(int row) {
        int visible = (int) (tree.getHeight() / ROW);
        if (visible > 0 && tree.lookup(".virtual-flow") instanceof javafx.scene.control.skin.VirtualFlow<?> flow) {
            var firstCell = flow.getFirstVisibleCell();
            int first = firstCell == null ? 0 : firstCell.getIndex();
            if (row < first || row >= first + visible) {
                tree.scrollTo(Math.max(0, row - visible / 3));
            }
        }
    }

    private void key(KeyEvent event) {
        TreeItem<TreeEntry> focused = tree.getFocusModel().getFocusedItem();
        if (focused != null && (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE)) {
            model.click(focused.getValue(), event.isShiftDown() || event.isShortcutDown());
            event.consume();
        }
    }
}
