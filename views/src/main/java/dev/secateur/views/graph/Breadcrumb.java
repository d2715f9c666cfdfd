package dev.secateur.views.graph;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/// The way into sub-graphs, over the graph: each step leads back; the last one offers what else the node holds.
final class Breadcrumb extends HBox {

    /// Steps named at the end of a long way; those between are dots.
    private static final int LAST = 3;
    private static final int LONGEST = 28;

    private final Places places;

    Breadcrumb(Places places) {
        this.places = places;
        getStyleClass().addAll("floating", "breadcrumb-bar");
        setId("breadcrumb");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        places.wayProperty().addListener((o, was, is) -> show(is));
        show(places.wayProperty().get());
    }

    private void show(List<Place> way) {
        getChildren().clear();
        setVisible(!way.isEmpty());
        if (way.isEmpty()) {
            return;
        }
        getChildren().add(step("model", "the model's own graph", 0));
        int first = Math.max(0, way.size() - LAST);
        if (first > 0) {
            getChildren().addAll(separator(), step("… " + first, "back to level " + first, first));
        }
        for (int i = first; i < way.size(); i++) {
            Place place = way.get(i);
            getChildren().add(separator());
            if (i == way.size() - 1) {
                Label here = new Label(end(place.node()));
                here.setTooltip(new Tooltip(place.node()));
                getChildren().add(here);
                bodies(place);
            } else {
                getChildren().add(step(end(place.node()) + " " + place.body().name(), place.node(), i + 1));
            }
        }
    }

    private void bodies(Place place) {
        for (int i = 0; i < place.bodies().size(); i++) {
            int index = i;
            ToggleButton body = new ToggleButton(place.bodies().get(i).name());
            body.setMnemonicParsing(false);
            body.getStyleClass().add("small");
            body.setSelected(i == place.chosen());
            body.setMinWidth(USE_PREF_SIZE);
            body.setOnAction(event -> places.choose(index));
            getChildren().add(body);
        }
    }

    private Button step(String text, String tip, int depth) {
        Button step = new Button(text);
        step.setMnemonicParsing(false);
        step.getStyleClass().addAll("small", "flat", "crumb");
        step.setTooltip(new Tooltip(tip));
        step.setAccessibleText("Back to " + tip);
        step.setMinWidth(USE_PREF_SIZE);
        step.setOnAction(event -> places.leaveTo(depth));
        return step;
    }

    private static Label separator() {
        Label separator = new Label("›");
        separator.getStyleClass().add("muted");
        separator.setMinWidth(USE_PREF_SIZE);
        return separator;
    }

    private static String end(String name) {
        return name.length() <= LONGEST ? name : "…" + name.substring(name.length() - LONGEST + 1);
    }
}
