package dev.secateur.views.compare;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Shape;

/// The mark of a family as it is in the chart, for rows of a table.
final class FamilyMark extends StackPane {

    private static final double SIZE = 12;

    FamilyMark(Family family) {
        Shape shape = shape(family);
        shape.getStyleClass().addAll("family-mark",
                family.series() < 0 ? "family-text" : "family-" + (family.series() + 1));
        getChildren().add((Node) shape);
        setMinSize(SIZE, SIZE);
        setPrefSize(SIZE, SIZE);
        setMaxSize(SIZE, SIZE);
        setAccessibleText(family.word());
    }

    private static Shape shape(Family family) {
        return switch (family.shape()) {
            case CIRCLE, CROSS -> new Circle(5);
            case DIAMOND -> new Polygon(0, -6, 6, 0, 0, 6, -6, 0);
            case SQUARE -> new Polygon(-4.5, -4.5, 4.5, -4.5, 4.5, 4.5, -4.5, 4.5);
            case TRIANGLE -> new Polygon(0, -5.5, 5.5, 4.5, -5.5, 4.5);
            case HEXAGON -> new Polygon(0, -6, 5.2, -3, 5.2, 3, 0, 6, -5.2, 3, -5.2, -3);
        };
    }
}
