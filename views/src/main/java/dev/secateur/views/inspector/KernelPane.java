package dev.secateur.views.inspector;

import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import dev.secateur.engine.tensor.Tensor;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Theme;
import dev.secateur.views.theme.Token;

/// The kernels of one output channel as small pictures, one for each input channel, with the weight under the pointer.
final class KernelPane extends VBox {

    private static final int GAP = 2;
    private static final int FEW = 8;
    private static final int LARGEST_CELL = 20;
    private static final int USUAL_CELL = 12;
    private static final int WIDTH = 300;
    private static final int MOST_HEIGHT = 240;

    private final Tensor weight;
    private final NodeSheet.Axes axes;
    private final ObjectProperty<Theme> theme;
    private final Spinner<Integer> channel;
    private final ImageView picture = new ImageView();
    private final Label value = new Label();
    private final Label caption = new Label();
    private Kernels shown;
    private int cell = 1;
    private int perRow = 1;

    /// @param channels how many there are, see {@link Kernels#channels}
    KernelPane(NodeSheet.Weight sheet, NodeSheet.Axes axes, int channels, ObjectProperty<Theme> theme) {
        this.weight = sheet.tensor();
        this.axes = axes;
        this.theme = theme;
        this.channel = new Spinner<>(0, channels - 1, 0);
        this.shown = Kernels.of(weight, axes, 0);
        setId("kernels");
        setSpacing(4);
        channel.setId("kernel-channel");
        channel.getStyleClass().add("small");
        channel.setEditable(true);
        channel.setPrefWidth(84);
        channel.setAccessibleText("Output channel");
        channel.valueProperty().addListener((o, was, is) -> show(is));
        Label title = new Label("Kernels of output channel");
        title.getStyleClass().add("inspector-text");
        HBox head = new HBox(8, title, channel);
        head.setAlignment(Pos.CENTER_LEFT);
        value.getStyleClass().addAll("mono", "muted", "heatmap-legend");
        caption.getStyleClass().addAll("muted", "heatmap-legend");
        caption.setWrapText(true);
        caption.setMinHeight(USE_PREF_SIZE);
        picture.setOnMouseMoved(this::moved);
        picture.setOnMouseExited(e -> value.setText(" "));
        getChildren().addAll(head, picture, value, caption);
        value.setText(" ");
        theme.addListener(o -> paint());
        show(0);
    }

    /// Shows another output channel.
    void choose(int index) {
        channel.getValueFactory().setValue(index);
    }

    private void show(int index) {
        shown = Kernels.of(weight, axes, index);
        String count = shown.inputs() < shown.allInputs()
                ? "the first " + Figures.count(shown.inputs()) + " of "
                        + Figures.plural(shown.allInputs(), "input channel")
                : Figures.plural(shown.inputs(), "input channel");
        String most = Figures.significant(shown.most());
        caption.setText("%s, %d×%d each, blue −%s to orange %s".formatted(count, shown.height(),
                shown.width(), most, most));
        picture.setAccessibleText(caption.getText());
        paint();
    }

    private void paint() {
        cell = shown.inputs() <= FEW ? LARGEST_CELL : USUAL_CELL;
        while (cell > 2 && height(cell) > MOST_HEIGHT) {
            cell--;
        }
        perRow = perRow(cell);
        ColorScale scale = theme.get().palette().diverging();
        Color missing = theme.get().palette().color(Token.HATCH);
        double most = Math.max(shown.most(), Double.MIN_NORMAL);
        WritableImage image = new WritableImage(Math.min(WIDTH, Math.min(perRow, shown.inputs()) * across(cell)),
                height(cell));
        PixelWriter writer = image.getPixelWriter();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int[] at = at(x, y);
                if (at.length > 0) {
                    double weightAt = shown.at(at[0], at[1], at[2]);
                    writer.setColor(x, y,
                            Double.isFinite(weightAt) ? scale.at((weightAt / most + 1) / 2) : missing);
                }
            }
        }
        picture.setImage(image);
    }

    private int across(int size) {
        return shown.width() * size + GAP;
    }

    private int perRow(int size) {
        return Math.max(1, WIDTH / across(size));
    }

    private int height(int size) {
        int rows = (shown.inputs() + perRow(size) - 1) / perRow(size);
        return rows * (shown.height() * size + GAP);
    }

    /// Input channel, row and column of the kernel at a pixel; nothing between kernels.
    private int[] at(int x, int y) {
        int down = shown.height() * cell + GAP;
        int input = y / down * perRow + x / across(cell);
        int column = x % across(cell) / cell;
        int row = y % down / cell;
        boolean inside = x / across(cell) < perRow && input < shown.inputs() && column < shown.width()
                && row < shown.height();
        return inside ? new int[]{input, row, column} : new int[0];
    }

    private void moved(MouseEvent event) {
        int[] at = at((int) event.getX(), (int) event.getY());
        value.setText(at.length == 0
                ? " "
                : "input %d, row %d, column %d  %s".formatted(at[0], at[1], at[2],
                        Figures.significant(shown.at(at[0], at[1], at[2]))));
    }
}
