package dev.secateur.views.compare;

import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import dev.secateur.views.theme.Icon;

/// A picture with its class and what both versions take it for.
final class DisagreementTile extends VBox {

    private static final double SIDE = 84;
    private static final double WHITE = 255;

    /// @param firstName name of the first version
    /// @param secondName name of the second version
    DisagreementTile(CompareWork.Picture picture, String firstName, String secondName) {
        getStyleClass().add("disagreement");
        ImageView view = new ImageView(image(picture));
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        view.setPreserveRatio(true);
        view.setSmooth(picture.width() > SIDE);
        Label label = new Label(picture.label());
        label.getStyleClass().add("semibold");
        getChildren().addAll(view, label, said(firstName, picture.first(), picture.label()),
                said(secondName, picture.second(), picture.label()));
        setPrefWidth(SIDE + 36);
        setMaxWidth(SIDE + 36);
        setAccessibleText(picture.label() + ": " + firstName + " says " + picture.first() + ", " + secondName
                + " says " + picture.second());
    }

    private static Label said(String version, String said, String label) {
        boolean right = said.equals(label);
        Label text = new Label(version + " " + said);
        text.setGraphic((right ? Icon.CHECK : Icon.X).at(10));
        text.getStyleClass().add(right ? "said-right" : "said-wrong");
        return text;
    }

    private static WritableImage image(CompareWork.Picture picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        PixelWriter writer = image.getPixelWriter();
        float[] values = picture.pixels();
        int plane = picture.width() * picture.height();
        for (int i = 0; i < plane; i++) {
            double red = unit(values[i]);
            boolean colour = picture.channels() >= 3;
            writer.setColor(i % picture.width(), i / picture.width(), Color.color(red,
                    colour ? unit(values[i + plane]) : red, colour ? unit(values[i + 2 * plane]) : red));
        }
        return image;
    }

    private static double unit(float value) {
        return Math.clamp(value / WHITE, 0, 1);
    }
}
