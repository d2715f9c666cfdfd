package dev.secateur.views.recipe;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.Note;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Tone;
import dev.secateur.views.theme.Icon;

/// The panel in which a recipe is looked at, changed, saved and run.
public final class RecipeView extends VBox {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 560;
    private static final double ICON = 14;

    private final RecipeViewModel model;
    private final VBox note = new VBox();

    /// How recipes are read and written.
    ///
    /// @param load asks for a file and shows it here
    /// @param save asks where to and writes a recipe
    public record RecipeFiles(Runnable load, Consumer<String> save) {}

    public RecipeView(RecipeViewModel model, RecipeFiles files) {
        this.model = model;
        setId("recipe-view");
        getStyleClass().addAll("recipe-view", "floating");
        getStylesheets().add(Objects.requireNonNull(RecipeView.class.getResource("recipe.css")).toExternalForm());
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        TextArea text = new TextArea();
        text.setId("recipe-text");
        text.setAccessibleText("The recipe as text");
        text.setPromptText(
                "Steps and their settings. Load reads them from a file; Steps of the present shows what made this version.");
        text.getStyleClass().add("recipe-text");
        text.textProperty().bindBidirectional(model.textProperty());
        VBox.setVgrow(text, Priority.ALWAYS);
        note.getStyleClass().add("recipe-note");
        getChildren().addAll(header(), text, note, footer(files));
        model.errorProperty().addListener(o -> tell());
        setVisible(false);
        tell();
    }

    private PaneHeader header() {
        PaneHeader header = new PaneHeader("Recipe");
        header.factProperty().bind(model.factProperty());
        Button close = new Button(null, Icon.X.at(ICON));
        close.getStyleClass().addAll("icon-button", "small");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setAccessibleText("Close the recipe");
        close.setOnAction(e -> setVisible(false));
        header.options().add(close);
        return header;
    }

    private HBox footer(RecipeFiles files) {
        Button run = new Button("Run on the present", Icon.PLAY.at(ICON));
        run.setId("recipe-run");
        run.getStyleClass().add("accent");
        run.disableProperty().bind(model.readyProperty().not());
        run.setOnAction(e -> model.run());
        Button read = new Button("Load…");
        read.setId("recipe-load");
        read.setOnAction(e -> files.load().run());
        Button steps = new Button("Steps of the present");
        steps.setId("recipe-steps");
        steps.setTooltip(new Tooltip("Show the steps that made the present, in place of this text"));
        steps.disableProperty().bind(model.stepsProperty().not());
        steps.setOnAction(e -> model.showSteps());
        Button write = new Button("Save…");
        write.setId("recipe-save");
        write.disableProperty().bind(model.factProperty().isEmpty());
        write.setOnAction(e -> files.save().accept(model.textProperty().get()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox footer = new HBox(8, read, steps, gap, write, run);
        footer.setAlignment(Pos.CENTER_RIGHT);
        footer.getStyleClass().add("recipe-footer");
        return footer;
    }

    private void tell() {
        String error = model.errorProperty().get();
        if (error.isEmpty()) {
            note.getChildren().clear();
        } else {
            note.getChildren().setAll(new Note(Tone.WARNING, error));
        }
        note.setManaged(!error.isEmpty());
    }

    /// Shows a recipe from its file.
    public void load(Path file) {
        setVisible(true);
        model.load(file);
    }

    /// Shows the steps that made the present, or hides the panel.
    public void showOrHide() {
        setVisible(!isVisible());
        model.showPresent();
    }
}
