package dev.secateur.views.version;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurveTo;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

import org.jspecify.annotations.Nullable;

/// One version: lines and dot, name and label, figures, and whether it is the present.
final class VersionCell extends ListCell<VersionRow> {

    static final double HEIGHT = 44;

    private static final double LANE = 14;
    private static final double EDGE = 12;
    private static final double MIDDLE = 16;
    private static final double DOT = 4.5;
    private static final int COLOURS = 7;

    VersionCell(Consumer<VersionRow> show) {
        // As wide as the list, however long the label is.
        setPrefWidth(0);
        setOnMouseClicked(e -> {
            VersionRow row = getItem();
            if (row != null && !isEmpty()) {
                show.accept(row);
            }
        });
    }

    @Override
    protected void updateItem(@Nullable VersionRow row, boolean empty) {
        super.updateItem(row, empty);
        setText(null);
        setGraphic(row == null || empty ? null : content(row));
        setTooltip(row == null || empty
                ? null
                : new Tooltip(
                        row.version().name() + " " + row.version().label() + "\n" + row.figures().details()));
        setAccessibleText(row == null || empty
                ? ""
                : row.version().name() + " " + row.version().label() + (row.present() ? ", present" : ""));
    }

    private static HBox content(VersionRow row) {
        Label name = new Label(row.version().name());
        name.getStyleClass().add("muted");
        name.setMinWidth(USE_PREF_SIZE);
        Label label = new Label(row.version().label());
        label.getStyleClass().add(row.present() ? "semibold" : "plain");
        HBox.setHgrow(label, Priority.ALWAYS);
        label.setMaxWidth(Double.MAX_VALUE);
        HBox first = new HBox(6, name, label);
        if (row.present()) {
            Label present = new Label("present");
            present.getStyleClass().add("version-present");
            present.setMinWidth(USE_PREF_SIZE);
            first.getChildren().add(present);
        }
        Label figures = new Label(row.figures().line());
        figures.getStyleClass().add("version-figures");
        VBox text = new VBox(2, first, figures);
        text.setMinWidth(0);
        text.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(text, Priority.ALWAYS);
        return new HBox(4, rail(row), text);
    }

    private static Pane rail(VersionRow row) {
        Pane rail = new Pane();
        int widest = row.lane();
        for (VersionRow.Link link : row.links()) {
            widest = Math.max(widest, Math.max(link.from(), link.to()));
            rail.getChildren().add(line(link));
        }
        Circle dot = new Circle(x(row.lane()), MIDDLE, DOT);
        dot.getStyleClass().addAll("version-dot", colour(row.lane()), row.present() ? "present" : "other");
        rail.getChildren().add(dot);
        double width = x(widest) + EDGE;
        rail.setMinSize(width, HEIGHT);
        rail.setPrefSize(width, HEIGHT);
        rail.setMaxSize(width, HEIGHT);
        return rail;
    }

    private static Path line(VersionRow.Link link) {
        double from = x(link.from());
        double to = x(link.to());
        Path path = new Path();
        switch (link.piece()) {
            case ARRIVES -> path.getElements().addAll(new MoveTo(to, 0), new LineTo(to, MIDDLE - DOT));
            case PASSES -> path.getElements().addAll(new MoveTo(to, 0), new LineTo(to, HEIGHT));
            case LEAVES -> path.getElements().addAll(new MoveTo(from, MIDDLE + DOT),
                    new CubicCurveTo(from, HEIGHT, to, MIDDLE + DOT, to, HEIGHT));
        }
        path.getStyleClass().addAll("version-line", colour(link.to()));
        return path;
    }

    private static double x(int lane) {
        return EDGE + LANE * lane;
    }

    private static String colour(int lane) {
        return "lane-" + (lane % COLOURS + 1);
    }
}
