package dev.secateur.app.actions;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// A list of all commands that narrows while one types. Lies over the window; Esc or a click beside it closes it.
public final class CommandPalette extends StackPane {

    private static final double WIDTH = 480;
    private static final double ROW = 32;
    private static final int ROWS = 12;
    private static final double ICON = 16;

    private final PaletteViewModel model;
    private final TextField query = new TextField();
    private final ListView<Command> list;

    public CommandPalette(List<Command> commands) {
        model = new PaletteViewModel(commands);
        list = new ListView<>(model.offered());
        list.setId("palette-list");
        list.setAccessibleText("Commands");
        list.setFixedCellSize(ROW);
        // As high as what it holds; one row tells that it holds nothing.
        list.prefHeightProperty().bind(Bindings.createDoubleBinding(
                () -> ROW * Math.clamp(model.offered().size(), 1, ROWS) + 2, model.offered()));
        list.setMaxHeight(USE_PREF_SIZE);
        list.setCellFactory(l -> new Row());
        list.setFocusTraversable(false);
        list.setPlaceholder(new Label("No command has these words"));
        query.setId("palette-query");
        query.setPromptText("Type a command");
        query.setAccessibleText("Command");
        model.queryProperty().bindBidirectional(query.textProperty());
        query.textProperty().addListener(o -> list.getSelectionModel().selectFirst());
        query.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        VBox box = new VBox(query, list);
        box.getStyleClass().addAll("palette", "floating");
        box.setMaxSize(WIDTH, USE_PREF_SIZE);
        getStyleClass().add("palette-ground");
        StackPane.setAlignment(box, Pos.TOP_CENTER);
        getChildren().add(box);
        setVisible(false);
        setOnMousePressed(e -> {
            if (e.getTarget() == this) {
                close();
            }
        });
    }

    /// Shows all commands and takes the focus.
    public void open() {
        model.reset();
        setVisible(true);
        list.getSelectionModel().selectFirst();
        query.requestFocus();
    }

    /// Hides the palette; does nothing if it is hidden.
    public void close() {
        setVisible(false);
    }

    private void key(KeyEvent event) {
        int last = model.offered().size() - 1;
        int at = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case DOWN -> select(Math.min(last, at + 1));
            case UP -> select(Math.max(0, at - 1));
            case ENTER -> runSelected();
            case ESCAPE -> close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(Math.max(0, index - ROWS + 2));
    }

    private void runSelected() {
        Command chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.enabled().getValue()) {
            close();
            chosen.run();
        }
    }

    private final class Row extends ListCell<Command> {

        Row() {
            setOnMouseClicked(e -> {
                if (!isEmpty()) {
                    list.getSelectionModel().select(getIndex());
                    runSelected();
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            setText(null);
            setGraphic(command == null || empty ? null : content(command));
            setDisable(command != null && !empty && !command.enabled().getValue());
        }

        private static HBox content(Command command) {
            Region icon = command.icon() == null ? new Region() : command.icon().at(ICON);
            icon.setMinSize(ICON, ICON);
            Label title = new Label(command.title());
            Label key = new Label(command.keyText());
            key.getStyleClass().addAll("mono", "muted");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox row = new HBox(8, icon, title, gap, key);
            row.setAlignment(Pos.CENTER_LEFT);
            return row;
        }
    }
}
