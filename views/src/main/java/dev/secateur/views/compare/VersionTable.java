package dev.secateur.views.compare;

import java.util.List;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Interval;
import dev.secateur.views.component.Pill;
import dev.secateur.views.component.ShareBar;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;

/// The table of all versions; two ticked ones are held against each other.
final class VersionTable extends TableView<CompareRow> {

    private static final double ROW = 28;
    private static final double BAR = 64;
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    private final FrontierViewModel model;

    VersionTable(FrontierViewModel model) {
        this.model = model;
        setId("compare-table");
        setAccessibleText("Versions");
        setFixedCellSize(ROW);
        setMinSize(0, 0);
        setPlaceholder(new Label(""));
        getColumns().addAll(List.of(tick(), text("Id", 40, CompareRow::name),
                text("Version", 170, r -> r.version().label()), text("From", 48, CompareRow::from)));
        for (CompareColumn column : CompareColumn.values()) {
            getColumns().add(number(column));
            if (column == CompareColumn.TOP1) {
                getColumns().add(change());
            }
        }
        getColumns().addAll(List.of(speed(), bar(), place(), goals()));
        getColumns().forEach(c -> c.setReorderable(false));
        setItems(new javafx.collections.transformation.SortedList<>(model.rows()));
        ((javafx.collections.transformation.SortedList<CompareRow>) getItems()).comparatorProperty()
                .bind(comparatorProperty());
        setRowFactory(t -> new Row());
        getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (is != null) {
                selected = is.version().id();
            }
        });
    }

    private int selected = -1;

    /// The id of the version whose row is selected; negative while there is none.
    int selectedVersion() {
        return getSelectionModel().getSelectedItem() == null ? -1 : selected;
    }

    private final class Row extends TableRow<CompareRow> {

        Row() {
            setOnMouseClicked(e -> {
                CompareRow row = getItem();
                if (row != null && e.getClickCount() == 2) {
                    model.open(row.version().id());
                } else if (row != null && e.isAltDown()) {
                    model.compare(row.version().id());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable CompareRow row, boolean empty) {
            super.updateItem(row, empty);
            pseudoClassStateChanged(CHOSEN, row != null && !empty && row.chosen());
            setTooltip(row == null || empty
                    ? null
                    : new Tooltip(row.name() + " " + row.version().label()
                            + (row.timing().isEmpty() ? "" : "\ntime: " + row.timing())
                            + "\nenergy: modelled for a BitFusion-like accelerator, not measured"
                            + interval(row.accuracies().interval())));
        }
    }

    private static String interval(@Nullable Interval interval) {
        return interval == null
                ? ""
                : "\ntop-1: " + Figures.decimal(100 * interval.low(), 1) + " to "
                        + Figures.decimal(100 * interval.high(), 1) + " % with 95 % confidence";
    }

    /// Makes what a cell shows of a row; null for nothing.
    private interface Content {
        @Nullable
        Node of(CompareRow row);
    }

    private TableColumn<CompareRow, CompareRow> column(String title, double width, Content content) {
        TableColumn<CompareRow, CompareRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable CompareRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(row == null || empty ? null : content.of(row));
            }
        });
        return column;
    }

    private TableColumn<CompareRow, CompareRow> tick() {
        return column("", 32, row -> {
            CheckBox box = new CheckBox();
            box.setSelected(row.chosen());
            box.setAccessibleText("Compare " + row.name());
            box.setOnAction(e -> model.choose(row.version().id(), box.isSelected()));
            return box;
        });
    }

    private TableColumn<CompareRow, CompareRow> text(String title, double width,
            java.util.function.Function<CompareRow, String> text) {
        TableColumn<CompareRow, CompareRow> column = column(title, width, row -> {
            Label label = new Label(text.apply(row).isEmpty() ? Figures.UNKNOWN : text.apply(row));
            label.getStyleClass().add(title.equals("Version") ? row.present() ? "semibold" : "plain" : "mono");
            if (title.equals("Version")) {
                HBox line = new HBox(8, new FamilyMark(row.family()), label);
                line.setAlignment(Pos.CENTER_LEFT);
                return line;
            }
            return label;
        });
        column.setComparator(java.util.Comparator.comparing(text));
        column.setSortable(true);
        return column;
    }

    private TableColumn<CompareRow, CompareRow> number(CompareColumn kind) {
        TableColumn<CompareRow, CompareRow> column = column(kind.title(), kind.width(),
                row -> figure(kind.text(row),
                        kind == CompareColumn.TOP1 || kind == CompareColumn.TIME ? "strong" : ""));
        column.getStyleClass().add("number");
        column.setComparator(java.util.Comparator.comparingDouble(kind::of));
        column.setSortable(true);
        return column;
    }

    private static Label figure(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().addAll("mono", "figure");
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        label.setMaxWidth(Double.MAX_VALUE);
        label.setAlignment(Pos.CENTER_RIGHT);
        HBox.setHgrow(label, javafx.scene.layout.Priority.ALWAYS);
        return label;
    }

    private CompareRow original() {
        return model.rows().getFirst();
    }

    private TableColumn<CompareRow, CompareRow> change() {
        TableColumn<CompareRow, CompareRow> column = column("Δ to v0", 66, row -> {
            double points = 100 * (row.top1() - original().top1());
            if (row.version().isOriginal() || Double.isNaN(points)) {
                return figure(Figures.UNKNOWN, "");
            }
            return figure((points > 0 ? "+" : "") + Figures.decimal(points, 2), points < -1 ? "worse" : "");
        });
        column.getStyleClass().add("number");
        return column;
    }

    private TableColumn<CompareRow, CompareRow> speed() {
        TableColumn<CompareRow, CompareRow> column = column("Speed", 58, row -> {
            double ratio = original().timeMs() / row.timeMs();
            return Double.isNaN(ratio)
                    ? figure(Figures.UNKNOWN, "")
                    : figure(Figures.ratio(ratio), ratio > 1.02 ? "better" : ratio < 0.98 ? "worse" : "");
        });
        column.getStyleClass().add("number");
        return column;
    }

    private TableColumn<CompareRow, CompareRow> bar() {
        return column("Time against v0", 108, row -> {
            double share = row.timeMs() / original().timeMs();
            if (Double.isNaN(share)) {
                return null;
            }
            ShareBar bar = new ShareBar(BAR);
            bar.getStyleClass().add(share > 1.02 ? "over" : "under");
            bar.show(Math.min(1, share));
            HBox line = new HBox(bar);
            line.setAlignment(Pos.CENTER_LEFT);
            return line;
        });
    }

    private TableColumn<CompareRow, CompareRow> place() {
        return column("Place", 116, row -> {
            Place place = model.place(row);
            return place.text().isEmpty() ? null : new Pill(place.text(), place.tone());
        });
    }

    private TableColumn<CompareRow, CompareRow> goals() {
        return column("Goals", 140, row -> {
            String verdict = model.verdict(row);
            return verdict.isEmpty()
                    ? new Label(Figures.UNKNOWN)
                    : new Pill(verdict, verdict.equals("met") ? Tone.GOOD : Tone.NEUTRAL);
        });
    }
}
