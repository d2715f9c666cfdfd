package dev.secateur.views.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// The panel in which data is chosen. Floats over the window and never blocks it.
public final class DataView extends VBox {

    private static final double WIDTH = 440;
    private static final double LABEL = 64;

    private final DataViewModel model;
    private final VBox note = new VBox();

    /// @param folder asks the user for a folder
    /// @param evaluate counts right answers on what was chosen
    public DataView(DataViewModel model, Supplier<Optional<Path>> folder, Runnable evaluate) {
        this.model = model;
        setId("data-view");
        getStyleClass().addAll("data-view", "floating");
        getStylesheets().add(Objects.requireNonNull(DataView.class.getResource("data.css")).toExternalForm());
        setPrefWidth(WIDTH);
        setMaxSize(WIDTH, USE_PREF_SIZE);
        VBox rows = new VBox(8, row("Data", choice("data-kind", DataKind.values(), model.kindProperty())),
                shownFor(row("Folder", folderField(folder)), model.kindProperty().map(DataKind::hasFolder)),
                shownFor(row("Pixels", choice("data-pixels", Pixels.values(), model.pixelsProperty())),
                        model.kindProperty().map(k -> k != DataKind.NONE)),
                shownFor(numbers(), model.pixelsProperty().map(p -> p == Pixels.OWN)), note);
        rows.getStyleClass().add("data-rows");
        getChildren().addAll(header(), rows, footer(evaluate));
        model.errorProperty().addListener(o -> tell());
        model.factProperty().addListener(o -> tell());
        setVisible(false);
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Data");
        header.factProperty().set("for comparing, evaluating and training");
        Button close = new Button(null, Icon.X.at(14));
        close.getStyleClass().addAll("icon-button", "small");
        close.setAccessibleText("Close the choice of data");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setOnAction(e -> setVisible(false));
        header.options().add(close);
        return header;
    }

    private static <T> ComboBox<T> choice(String id, T[] values, javafx.beans.property.Property<T> chosen) {
        ComboBox<T> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(values);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    private HBox folderField(Supplier<Optional<Path>> folder) {
        TextField field = new TextField();
        field.setId("data-folder");
        field.textProperty().bindBidirectional(model.folderProperty());
        HBox.setHgrow(field, Priority.ALWAYS);
        Button browse = new Button("Browse…");
        browse.setId("data-browse");
        browse.setMinWidth(USE_PREF_SIZE);
        browse.setOnAction(e -> folder.get().ifPresent(f -> model.folderProperty().set(f.toString())));
        return new HBox(8, field, browse);
    }

    private VBox numbers() {
        return new VBox(8, row("Scale", field("data-scale", model.scaleProperty(), "1/255")),
                row("Mean", field("data-mean", model.meanProperty(), "one number a channel")),
                row("Std", field("data-std", model.stdProperty(), "one number a channel")));
    }

    private static TextField field(String id, javafx.beans.property.Property<String> text, String prompt) {
        TextField field = new TextField();
        field.setId(id);
        field.setPromptText(prompt);
        field.textProperty().bindBidirectional(text);
        return field;
    }

    private static HBox row(String name, Region field) {
        Label label = new Label(name);
        label.setMinWidth(LABEL);
        label.setLabelFor(field);
        HBox.setHgrow(field, Priority.ALWAYS);
        HBox row = new HBox(8, label, field);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static <N extends Node> N shownFor(N node, ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
        return node;
    }

    private void tell() {
        String error = model.errorProperty().get();
        String fact = model.factProperty().get();
        if (!error.isEmpty()) {
            note.getChildren().setAll(new Note(Tone.DANGER, error));
        } else if (!fact.isEmpty()) {
            note.getChildren().setAll(new Note(Tone.GOOD, fact));
        } else {
            note.getChildren().clear();
        }
    }

    private StackPane footer(Runnable evaluate) {
        Button use = new Button("Use this data");
        use.setId("data-use");
        use.getStyleClass().add("accent");
        use.setOnAction(e -> model.use(() -> {}));
        Button both = new Button("Use and evaluate");
        both.setId("data-evaluate");
        both.disableProperty().bind(model.kindProperty().isEqualTo(DataKind.NONE));
        both.setOnAction(e -> model.use(evaluate));
        HBox buttons = new HBox(8, use, both);
        buttons.setAlignment(Pos.CENTER_LEFT);
        StackPane footer = new StackPane(buttons);
        footer.getStyleClass().add("data-footer");
        return footer;
    }
}
