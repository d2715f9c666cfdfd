package dev.secateur.views.layers;

import java.util.Locale;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.ShareBar;
import dev.secateur.views.session.DepthPlan;

/// Makes the columns and cells of the table.
final class LayerCells {

    private static final double BAR = 56;

    private LayerCells() {}

    static TableColumn<LayerRow, LayerRow> column(LayerColumn column) {
        TableColumn<LayerRow, LayerRow> made = new TableColumn<>(column.title(false));
        made.setId("layer-column-" + column.name().toLowerCase(Locale.ROOT));
        made.setCellValueFactory(c -> new SimpleObjectProperty<>(c.getValue()));
        made.setCellFactory(c -> cell(column));
        made.setComparator(column.order());
        made.setPrefWidth(column.width());
        made.setMinWidth(36);
        made.setReorderable(true);
        made.setVisible(column.isShownAtFirst());
        if (column.isNumeric()) {
            made.getStyleClass().add("number");
        }
        return made;
    }

    private static TableCell<LayerRow, LayerRow> cell(LayerColumn column) {
        return switch (column) {
            case OPERATOR -> new OperatorCell();
            case SHARE -> new ShareCell();
            case DEPTH -> new DepthCell();
            default -> new TextCell(column);
        };
    }

    /// Plain text or a number.
    private static final class TextCell extends TableCell<LayerRow, LayerRow> {
        private static final int LONG = 12;

        private final Tooltip tip = new Tooltip();
        private final LayerColumn column;

        TextCell(LayerColumn column) {
            this.column = column;
            boolean code = column == LayerColumn.LAYER || column == LayerColumn.KERNEL;
            getStyleClass().add(column.isNumeric() ? "number" : code ? "id" : "word");
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
            tip.setMaxWidth(520);
            tip.setWrapText(true);
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            String text = row == null ? null : column.text(row);
            setText(text);
            tip.setText(text);
            setTooltip(text != null && text.length() > LONG ? tip : null);
        }
    }

    /// A square in the operator's colour and its name.
    private static final class OperatorCell extends TableCell<LayerRow, LayerRow> {
        private final Region square = new Region();

        OperatorCell() {
            square.getStyleClass().add("operator-square");
            square.setMinSize(8, 8);
            square.setMaxSize(8, 8);
            setGraphicTextGap(6);
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            setText(row == null ? null : row.operator().name());
            setGraphic(row == null ? null : square);
            square.getStyleClass().removeIf(c -> c.startsWith("operator-of-"));
            if (row != null) {
                square.getStyleClass().add("operator-of-" + row.operator().family().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    /// A bar and its percentage.
    private static final class ShareCell extends TableCell<LayerRow, LayerRow> {
        private final ShareBar bar = new ShareBar(BAR);
        private final Label number = new Label();
        private final HBox line = new HBox(8, bar, number);

        ShareCell() {
            line.setAlignment(Pos.CENTER_LEFT);
            number.getStyleClass().add("share-number");
            number.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            if (row == null) {
                setGraphic(null);
                return;
            }
            bar.show(row.costs().share());
            number.setText(LayerColumn.SHARE.text(row));
            setGraphic(line);
        }
    }

    /// What merging would do, in words and in colour.
    private static final class DepthCell extends TableCell<LayerRow, LayerRow> {
        private final Tooltip reason = new Tooltip();

        DepthCell() {
            reason.setWrapText(true);
            reason.setMaxWidth(360);
        }

        @Override
        protected void updateItem(@Nullable LayerRow row, boolean isEmpty) {
            super.updateItem(row, isEmpty);
            getStyleClass().removeIf(c -> c.startsWith("fate-"));
            setText(row == null ? null : row.depth().text());
            setTooltip(null);
            if (row != null) {
                DepthPlan.Fate fate = row.depth();
                getStyleClass().add("fate-" + fate.state().name().toLowerCase(Locale.ROOT));
                if (!fate.reason().isEmpty()) {
                    reason.setText(fate.reason());
                    setTooltip(reason);
                }
            }
        }
    }
}
