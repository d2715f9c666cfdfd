package dev.secateur.views.dynamic;

import java.util.Base64;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.dynamicslimming.DynamicReport;
import dev.secateur.views.text.Figures;

/// Pictures in a row, each with its class and what it costs.
final class PictureStrip extends FlowPane {

    private static final double SIDE = 64;

    PictureStrip(String id) {
        super(8, 8);
        setId(id);
        getStyleClass().add("dynamic-pictures");
    }

    void show(List<DynamicReport.Example> examples) {
        getChildren().setAll(examples.stream().map(PictureStrip::card).toList());
    }

    private static VBox card(DynamicReport.Example example) {
        byte[] pixels = Base64.getDecoder().decode(example.pixels());
        WritableImage image = new WritableImage(example.side(), example.side());
        image.getPixelWriter().setPixels(0, 0, example.side(), example.side(), PixelFormat.getByteRgbInstance(), pixels,
                0, example.side() * 3);
        ImageView picture = new ImageView(image);
        picture.setFitWidth(SIDE);
        picture.setFitHeight(SIDE);
        picture.setSmooth(false);
        picture.setAccessibleText(example.label() + ", " + Figures.percent(example.share()) + " of the MACs");
        Label label = new Label(example.label());
        label.getStyleClass().add("pane-fact");
        label.setMaxWidth(SIDE);
        Label cost = new Label(Figures.percent(example.share()));
        cost.getStyleClass().add("dynamic-cost");
        VBox card = new VBox(2, picture, label, cost);
        card.setAlignment(Pos.TOP_LEFT);
        Tooltip.install(card, new Tooltip(example.source() + ": " + example.label() + ", "
                + Figures.percent(example.share()) + " of the dense multiply-accumulates"));
        return card;
    }
}
