package dev.secateur.views.training;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.Note;
import dev.secateur.views.component.Tone;

/// A training that did not come to its end, and what can be done about it.
final class OfferPane extends VBox {

    private final Button goOn = new Button("Go on");
    private final HBox buttons;

    OfferPane(TrainingViewModel model) {
        setId("train-offer");
        setSpacing(6);
        goOn.setId("train-go-on");
        goOn.getStyleClass().add("small");
        goOn.setOnAction(e -> model.goOn());
        goOn.managedProperty().bind(goOn.visibleProperty());
        Button forget = new Button("Forget");
        forget.setId("train-forget");
        forget.getStyleClass().add("small");
        forget.setOnAction(e -> model.forget());
        buttons = new HBox(8, goOn, forget);
        managedProperty().bind(visibleProperty());
        visibleProperty().bind(model.offerProperty().isNotNull()
                .and(model.stateProperty().isEqualTo(TrainingViewModel.State.IDLE)));
        model.offerProperty().addListener((o, was, is) -> show(is));
        show(model.offerProperty().get());
    }

    private void show(TrainingWork.@Nullable Offer offer) {
        if (offer != null) {
            goOn.setVisible(offer.form() != null);
            getChildren().setAll(new Note(offer.form() == null ? Tone.WARNING : Tone.INFO, offer.text()), buttons);
        }
    }
}
