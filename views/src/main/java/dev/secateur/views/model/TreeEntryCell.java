package dev.secateur.views.model;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.ShareBar;
import dev.secateur.views.theme.Icon;

/// One line of the tree: icon, name, the sign of a refusal, bar and number.
final class TreeEntryCell extends TreeCell<TreeEntry> {

    private static final PseudoClass LINKED = PseudoClass.getPseudoClass("linked");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final double BAR = 40;
    private static final int LONG = 14;
    private static final double LEAST_BAR = 8;
    private static final double NUMBER = 48;
    private static final double NAME = 78;

    private final ModelViewModel model;
    private final HBox line = new HBox();
    private final HBox icon = new HBox();
    private final Label name = new EntryName();
    private final HBox ban = new HBox(Icon.BAN.at(13));
    private final ShareBar bar = new ShareBar(BAR);
    private final Label number = new Label();
    private final Tooltip reason = new Tooltip();

    TreeEntryCell(ModelViewModel model) {
        this.model = model;
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        line.getStyleClass().add("tree-line");
        line.setAlignment(Pos.CENTER_LEFT);
        icon.setAlignment(Pos.CENTER);
        ban.setAlignment(Pos.CENTER);
        ban.getStyleClass().add("refused-sign");
        bar.setMinWidth(LEAST_BAR);
        number.getStyleClass().add("tree-number");
        number.setMinWidth(NUMBER);
        number.setPrefWidth(NUMBER);
        line.getChildren().addAll(icon, name, ban, space, bar, number);
        line.setMinWidth(0);
        line.setPrefWidth(1);
        setText(null);
        addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        setOnMouseEntered(event -> model.hover(getItem()));
        setOnMouseExited(event -> model.hover(null));
    }

    private void clicked(MouseEvent event) {
        TreeEntry entry = getItem();
        if (entry != null && event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 1
                && !isOnArrow(event)) {
            model.click(entry, event.isShiftDown() || event.isShortcutDown());
        }
    }

    private boolean isOnArrow(MouseEvent event) {
        return getDisclosureNode() != null
                && getDisclosureNode().getBoundsInParent().contains(event.getX(), event.getY());
    }

    @Override
    protected void updateItem(@Nullable TreeEntry entry, boolean isEmpty) {
        super.updateItem(entry, isEmpty);
        if (isEmpty || entry == null) {
            setGraphic(null);
            setTooltip(null);
            pseudoClassStateChanged(LINKED, false);
            pseudoClassStateChanged(LIT, false);
            return;
        }
        icon.getChildren().setAll(icon(entry.kind()).at(15));
        name.setText(entry.label());
        boolean refused = !entry.refused().isEmpty();
        ban.setVisible(refused);
        ban.setManaged(refused);
        String full = entry.label().length() > LONG ? entry.label() + (refused ? "\n" : "") : "";
        reason.setText(full + (refused ? "Cannot be merged: " + entry.refused() : ""));
        setTooltip(reason.getText().isEmpty() ? null : reason);
        bar.show(entry.amount().share());
        number.setText(entry.amount().text());
        setAccessibleText(entry.label() + (refused ? ", cannot be merged" : "") + ", " + entry.amount()
                .accessibleText());
        pseudoClassStateChanged(LINKED, model.isSelected(entry));
        pseudoClassStateChanged(LIT, model.isHovered(entry));
        setGraphic(line);
    }

    /// A usual name is shown whole at the cost of the bar.
    private static final class EntryName extends Label {
        @Override
        protected double computeMinWidth(double height) {
            return Math.min(NAME, computePrefWidth(height));
        }
    }

    private static Icon icon(TreeEntry.Kind kind) {
        return switch (kind) {
            case MODEL -> Icon.MODEL;
            case INPUT, OUTPUT -> Icon.ARROW_RIGHT;
            case STAGE -> Icon.STAGE;
            case PART, BLOCK -> Icon.LAYERS;
            case LAYER -> Icon.NODE;
        };
    }
}
