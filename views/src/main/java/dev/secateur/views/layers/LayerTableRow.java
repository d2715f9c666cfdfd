package dev.secateur.views.layers;

import javafx.css.PseudoClass;
import javafx.scene.control.TableRow;

import org.jspecify.annotations.Nullable;

/// A row that tells the other views when the pointer is on it, and is lit when it is on the same thing there.
final class LayerTableRow extends TableRow<LayerRow> {

    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");

    private final LayersViewModel model;

    LayerTableRow(LayersViewModel model) {
        this.model = model;
        setOnMouseEntered(event -> {
            LayerRow row = getItem();
            if (row != null) {
                model.hover(row);
            }
        });
        setOnMouseExited(event -> model.hoverNothing());
    }

    @Override
    protected void updateItem(@Nullable LayerRow row, boolean isEmpty) {
        super.updateItem(row, isEmpty);
        pseudoClassStateChanged(LIT, row != null && model.isHovered(row));
    }
}
