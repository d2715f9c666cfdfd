package dev.secateur.views.compare;

import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.VersionTrials;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// Two versions side by side: their graphs, their layers, the pictures on which they disagree.
final class PairPane extends BorderPane {

    private final PairViewModel model;
    private final PaneHeader header = new PaneHeader("Side by side");
    private final GraphPair graphs;
    private final LayerDifferenceTable layers;
    private final FlowPane pictures = new FlowPane(12, 12);
    private final Label pictureFact = new Label();
    private final CheckBox all = new CheckBox("All layers");
    private final StackPane body = new StackPane();

    /// What is seen of the two.
    private enum Part {
        GRAPHS("Graphs"), LAYERS("Layers"), PICTURES("Pictures");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    /// @param saveTable asks where to and writes a table in CSV
    PairPane(PairViewModel model, VersionTrials trials, ObjectProperty<Theme> theme, Consumer<String> saveTable) {
        this.model = model;
        setId("pair-pane");
        setMinSize(0, 0);
        graphs = new GraphPair(model, theme);
        layers = new LayerDifferenceTable(model);
        header.options().addAll(legend("removed"), legend("changed"), legend("added"), toggles());
        setTop(header);
        setCenter(body);
        Node layerPane = layerPane(saveTable);
        Node picturePane = picturePane();
        body.getChildren().addAll(graphs, layerPane, picturePane);
        show(Part.GRAPHS);
        all.selectedProperty().addListener(o -> fill(false));
        model.comparedProperty().addListener((o, was, is) -> fill(was == null));
        model.picturesProperty().addListener((o, was, is) -> fillPictures(is));
        trials.newsProperty().addListener(o -> {
            Compared now = model.comparedProperty().get();
            if (now != null) {
                graphs.tell(now);
                layers.refresh();
            }
        });
        fill(true);
        fillPictures(model.picturesProperty().get());
    }

    private static HBox legend(String word) {
        Region square = new Region();
        square.getStyleClass().addAll("pair-key", "key-" + word);
        Label label = new Label(word);
        label.getStyleClass().add("pane-fact");
        HBox key = new HBox(6, square, label);
        key.setAlignment(Pos.CENTER_LEFT);
        return key;
    }

    private HBox toggles() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.setAlignment(Pos.CENTER);
        for (Part part : Part.values()) {
            ToggleButton button = new ToggleButton(part.title);
            button.setId("pair-" + part.title.toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().addAll("small",
                    part == Part.GRAPHS ? "left-pill" : part == Part.PICTURES ? "right-pill" : "center-pill");
            button.setToggleGroup(group);
            button.setUserData(part);
            button.setSelected(part == Part.GRAPHS);
            box.getChildren().add(button);
        }
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                show((Part) is.getUserData());
            }
        });
        return box;
    }

    private void show(Part part) {
        for (int i = 0; i < body.getChildren().size(); i++) {
            body.getChildren().get(i).setVisible(i == part.ordinal());
        }
    }

    private Node layerPane(Consumer<String> saveTable) {
        Button csv = new Button("CSV", Icon.EXPORT.at(14));
        csv.getStyleClass().add("small");
        csv.setTooltip(new Tooltip("Save all layers and columns as CSV"));
        csv.setOnAction(e -> saveTable.accept(model.csv()));
        HBox line = new HBox(12, all, csv);
        line.getStyleClass().add("frontier-axes");
        line.setAlignment(Pos.CENTER_LEFT);
        return new BorderPane(layers, line, null, null, null);
    }

    private Node picturePane() {
        pictures.getStyleClass().add("disagreements");
        ScrollPane scroll = new ScrollPane(pictures);
        scroll.setFitToWidth(true);
        pictureFact.getStyleClass().add("pane-fact");
        pictureFact.setWrapText(true);
        HBox line = new HBox(pictureFact);
        line.getStyleClass().add("frontier-axes");
        return new BorderPane(scroll, new VBox(line), null, null, null);
    }

    private void fill(boolean anew) {
        Compared now = model.comparedProperty().get();
        if (now == null) {
            header.factProperty().set("");
            setCenter(new EmptyState(Icon.COMPARE, "Comparing."));
            return;
        }
        setCenter(body);
        header.factProperty().set(now.pair().first().name() + " against " + now.pair().second().name());
        graphs.show(now, anew);
        layers.show(now, all.isSelected());
        fillPictures(model.picturesProperty().get());
    }

    private void fillPictures(PairViewModel.@Nullable Pictures found) {
        Compared now = model.comparedProperty().get();
        pictureFact.setText(found == null ? "" : found.fact());
        pictures.getChildren().clear();
        if (found != null && now != null) {
            found.shown().forEach(p -> pictures.getChildren()
                    .add(new DisagreementTile(p, now.pair().first().name(), now.pair().second().name())));
        }
    }
}
