package dev.secateur.views.chart;

import java.util.function.BiFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Theme;

/// A matrix as one picture in the sequential scale, with a legend and the value under the pointer.
public final class Heatmap extends VBox {

    private static final double LEGEND_WIDTH = 120;
    private static final double LEGEND_HEIGHT = 8;
    private static final double LARGEST_CELL = 16;

    private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(this, "theme", Theme.LIGHT);
    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture);
    private final Rectangle gradient = new Rectangle(LEGEND_WIDTH, LEGEND_HEIGHT);
    private final Label low = legend();
    private final Label high = legend();
    private final Label value = legend();
    private final BiFunction<Integer, Integer, String> describe;
    private final double height;
    private @Nullable Matrix shown;

    /// What is shown.
    ///
    /// @param values `[rows, columns]`, finite
    /// @param format a value as people read it
    public record Matrix(int rows, int columns, double[] values, java.util.function.DoubleFunction<String> format) {

        public Matrix {
            values = values.clone();
        }

        double most() {
            return java.util.Arrays.stream(values).max().orElse(0);
        }
    }

    /// @param describe the text for the cell in a row and a column
    /// @param height of the picture, px
    public Heatmap(BiFunction<Integer, Integer, String> describe, double height) {
        this.describe = describe;
        this.height = height;
        getStyleClass().add("heatmap");
        setSpacing(4);
        picture.setSmooth(false);
        frame.setAlignment(Pos.TOP_LEFT);
        frame.setMinSize(0, 0);
        picture.setOnMouseMoved(this::moved);
        picture.setOnMouseExited(e -> value.setText(""));
        Region gap = new Region();
        HBox.setHgrow(gap, javafx.scene.layout.Priority.ALWAYS);
        value.setMinWidth(0);
        HBox legend = new HBox(6, low, gradient, high, gap, value);
        legend.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(frame, legend);
        theme.addListener(o -> paint());
        widthProperty().addListener(o -> paint());
    }

    private static Label legend() {
        Label label = new Label();
        label.getStyleClass().addAll("mono", "muted", "heatmap-legend");
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    public ObjectProperty<Theme> themeProperty() {
        return theme;
    }

    /// Shows a matrix, from 0 to its largest value.
    public void show(Matrix matrix) {
        shown = matrix;
        low.setText("0");
        high.setText(matrix.format().apply(matrix.most()));
        setAccessibleText("Heatmap of " + matrix.rows() + " by " + matrix.columns() + ", from 0 to " + high.getText());
        paint();
    }

    private void paint() {
        Matrix matrix = shown;
        if (matrix == null || getWidth() <= 0) {
            return;
        }
        ColorScale scale = theme.get().palette().sequential();
        double most = matrix.most();
        double width = Math.min(getWidth(), matrix.columns() * LARGEST_CELL);
        double tall = Math.min(height, matrix.rows() * LARGEST_CELL);
        int across = (int) Math.max(1, width);
        int down = (int) Math.max(1, tall);
        WritableImage image = new WritableImage(across, down);
        PixelWriter writer = image.getPixelWriter();
        for (int y = 0; y < down; y++) {
            int row = (int) ((long) y * matrix.rows() / down);
            for (int x = 0; x < across; x++) {
                int column = (int) ((long) x * matrix.columns() / across);
                double cell = matrix.values[row * matrix.columns() + column];
                Color color = scale.at(most > 0 ? cell / most : 0);
                writer.setColor(x, y, color);
            }
        }
        picture.setImage(image);
        gradient.setFill(scale.gradient());
    }

    private void moved(MouseEvent event) {
        Matrix matrix = shown;
        if (matrix != null && picture.getImage() != null) {
            int row = Math.clamp((long) (event.getY() * matrix.rows() / picture.getImage().getHeight()), 0,
                    matrix.rows() - 1);
            int column = Math.clamp((long) (event.getX() * matrix.columns() / picture.getImage().getWidth()), 0,
                    matrix.columns() - 1);
            value.setText(describe.apply(row, column) + "  "
                    + matrix.format().apply(matrix.values[row * matrix.columns() + column]));
        }
    }
}
