package dev.secateur.views.training;

import java.util.Arrays;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Outcomes;
import dev.secateur.views.chart.Heatmap;
import dev.secateur.views.session.Accuracy;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// Which classes are taken for which: true classes down, answers across.
final class ConfusionPane extends VBox {

    private static final double HEIGHT = 240;
    private static final int WORST = 5;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);

    ConfusionPane() {
        setId("confusion");
        setSpacing(6);
    }

    ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    void show(@Nullable Accuracy accuracy) {
        if (accuracy == null || accuracy.evaluation().outcomes().classes().isEmpty()) {
            getChildren().setAll(text("Evaluate the present to see which classes it takes for which."));
            return;
        }
        Outcomes outcomes = accuracy.evaluation().outcomes();
        List<String> classes = outcomes.classes();
        int[][] counts = outcomes.confusion();
        double[] values = Arrays.stream(counts).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
        Heatmap map = new Heatmap((row, column) -> classes.get(row) + " taken for " + classes.get(column) + ":",
                HEIGHT);
        map.themeProperty().bind(theme);
        map.show(new Heatmap.Matrix(classes.size(), classes.size(), values, v -> Figures.count(Math.round(v))));
        getChildren().setAll(
                text(accuracy.text() + " right, " + accuracy.interval() + " with 95 % confidence: " + accuracy.how()),
                map, text(worst(classes, counts)));
    }

    /// The commonest mistakes: `Shirt taken for T-shirt 118, ...`.
    private static String worst(List<String> classes, int[][] counts) {
        record Mistake(int row, int column, int count) {}
        List<Mistake> mistakes = new java.util.ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                if (row != column && counts[row][column] > 0) {
                    mistakes.add(new Mistake(row, column, counts[row][column]));
                }
            }
        }
        mistakes.sort(java.util.Comparator.comparingInt(Mistake::count).reversed());
        return mistakes.isEmpty()
                ? "No mistake."
                : "Most often: " + String.join(", ", mistakes.stream().limit(WORST)
                        .map(m -> classes.get(m.row()) + " taken for " + classes.get(m.column()) + " " + m.count())
                        .toList());
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("muted");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
