package dev.secateur.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import dev.secateur.views.graph.SearchViewModel;
import dev.secateur.views.theme.Icon;

/// The field for finding nodes and blocks: Enter goes to the next match, Shift+Enter to the one before, Ctrl+Enter selects
/// all, Esc leaves.
final class SearchField extends HBox {

    private static final String HELP = """
            Words must all occur; "quotes" are taken as they are; /regex/
            Conv -> BatchNormalization -> Relu finds chains; * between arrows is up to three operators, ? is one
            Enter next, Shift+Enter previous, Ctrl+Enter selects all, Esc leaves""";

    private final TextField field = new TextField();
    private final SearchViewModel model;
    private final Runnable leave;

    /// @param leave takes the focus away when the user is done
    SearchField(SearchViewModel model, Runnable leave) {
        this.model = model;
        this.leave = leave;
        getStyleClass().add("search-field");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("search");
        field.setPromptText("Find a node, block or pattern");
        field.setAccessibleText("Find a node, block or pattern");
        field.setTooltip(new Tooltip(HELP));
        field.textProperty().bindBidirectional(model.queryProperty());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        HBox.setHgrow(field, Priority.ALWAYS);
        Label answer = new Label();
        answer.getStyleClass().add("search-answer");
        answer.setMinWidth(USE_PREF_SIZE);
        answer.textProperty().bind(model.answerProperty());
        Label key = new Label("Ctrl+F");
        key.getStyleClass().add("key-cap");
        key.setMinWidth(USE_PREF_SIZE);
        key.visibleProperty().bind(field.textProperty().isEmpty());
        key.managedProperty().bind(key.visibleProperty());
        getChildren().addAll(Icon.SEARCH.at(14), field, answer, key);
    }

    /// Puts the cursor here with the text selected.
    void begin() {
        field.requestFocus();
        field.selectAll();
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case ENTER -> enter(event);
            case ESCAPE -> {
                field.clear();
                leave.run();
            }
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void enter(KeyEvent event) {
        if (event.isShortcutDown()) {
            model.selectAll();
        } else if (event.isShiftDown()) {
            model.previous();
        } else {
            model.next();
        }
    }
}
