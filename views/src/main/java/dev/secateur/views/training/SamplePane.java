package dev.secateur.views.training;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// One picture as the network gets it. Values from −2.5 to 2.5 become black to white, so that a wrong normalisation is seen: the
/// picture is all white, all black or flat grey.
final class SamplePane extends VBox {

    private static final double SIDE = 72;
    private static final double RANGE = 2.5;
    private static final double LARGE = 6;
    private static final double SMALL = 0.3;

    SamplePane(TrainingWork.Sample sample) {
        getStyleClass().add("sample");
        setSpacing(2);
        ImageView view = new ImageView(image(sample));
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        view.setPreserveRatio(true);
        view.setSmooth(sample.width() > SIDE);
        Label label = text(sample.label());
        Label predicted = text(sample.predicted());
        predicted.setGraphic((sample.isRight() ? Icon.CHECK : Icon.X).at(10));
        predicted.getStyleClass().add(sample.isRight() ? "sample-right" : "sample-wrong");
        getChildren().addAll(view, label, predicted);
        setMaxWidth(SIDE + 12);
        setAccessibleText(sample.label() + ", predicted " + sample.predicted());
    }

    private static Label text(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("sample-text");
        label.setMaxWidth(SIDE + 12);
        return label;
    }

    private static WritableImage image(TrainingWork.Sample sample) {
        WritableImage image = new WritableImage(sample.width(), sample.height());
        PixelWriter writer = image.getPixelWriter();
        float[] values = sample.values();
        int plane = sample.width() * sample.height();
        for (int i = 0; i < plane; i++) {
            double red = unit(values[i]);
            boolean colour = sample.channels() >= 3;
            double green = colour ? unit(values[i + plane]) : red;
            double blue = colour ? unit(values[i + 2 * plane]) : red;
            writer.setColor(i % sample.width(), i / sample.width(), Color.color(red, green, blue));
        }
        return image;
    }

    private static double unit(float value) {
        return Float.isNaN(value) ? 0 : Math.clamp((value + RANGE) / (2 * RANGE), 0, 1);
    }

    /// What the values of some pictures are together, and whether that is what networks are usually trained with.
    static String fact(List<TrainingWork.Sample> samples) {
        double sum = 0;
        double squares = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        long count = 0;
        for (TrainingWork.Sample sample : samples) {
            for (float value : sample.values()) {
                sum += value;
                squares += (double) value * value;
                low = Math.min(low, value);
                high = Math.max(high, value);
                count++;
            }
        }
        double mean = sum / count;
        double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
        long right = samples.stream().filter(TrainingWork.Sample::isRight).count();
        String odd = deviation > LARGE || deviation < SMALL
                ? ". Most networks are trained with a deviation near 1: check how pixels are taken"
                : "";
        return right + " of " + samples.size() + " right · values " + Figures.decimal(low, 2) + " to "
                + Figures.decimal(high, 2) + ", mean " + Figures.decimal(mean, 2) + ", deviation "
                + Figures.decimal(deviation, 2) + odd;
    }
}
