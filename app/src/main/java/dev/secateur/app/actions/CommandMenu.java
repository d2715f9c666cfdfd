package dev.secateur.app.actions;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;

/// Menu items, buttons and keys for commands.
public final class CommandMenu {

    private static final double ICON = 16;

    private CommandMenu() {}

    /// A menu of groups, separated by lines.
    public static Menu menu(String title, List<List<Command>> groups) {
        Menu menu = new Menu(title);
        for (List<Command> group : groups) {
            if (!menu.getItems().isEmpty()) {
                menu.getItems().add(new SeparatorMenuItem());
            }
            group.forEach(c -> menu.getItems().add(item(c)));
        }
        return menu;
    }

    /// One menu item; its key works wherever the menu is in the window.
    public static MenuItem item(Command command) {
        MenuItem item = command.checked() == null ? new MenuItem() : checkItem(command);
        item.setText(command.keys().isEmpty() && !command.localKey().isEmpty()
                ? command.title() + "  (" + command.localKey() + ")"
                : command.title());
        item.setMnemonicParsing(false);
        if (!command.keys().isEmpty()) {
            item.setAccelerator(command.keys().getFirst());
        }
        item.disableProperty().bind(not(command.enabled()));
        if (command.checked() == null) {
            item.setOnAction(e -> command.run());
        }
        return item;
    }

    private static CheckMenuItem checkItem(Command command) {
        CheckMenuItem item = new CheckMenuItem();
        if (command.checked() != null) {
            item.selectedProperty().bindBidirectional(command.checked());
        }
        return item;
    }

    /// A button that shows the icon only.
    public static Button iconButton(Command command) {
        Button button = button(command);
        button.setText("");
        button.getStyleClass().add("icon-button");
        return button;
    }

    /// A button with icon and title.
    public static Button button(Command command) {
        Button button = new Button(command.title());
        if (command.icon() != null) {
            button.setGraphic(command.icon().at(ICON));
        }
        button.setMnemonicParsing(false);
        button.setAccessibleText(command.title());
        button.setTooltip(new Tooltip(command.tip()));
        button.disableProperty().bind(not(command.enabled()));
        button.setOnAction(e -> command.run());
        button.setFocusTraversable(true);
        return button;
    }

    /// Makes further keys of commands work that no menu item shows.
    public static void installFurtherKeys(Scene scene, List<Command> commands) {
        for (Command command : commands) {
            for (KeyCombination key : command.keys().subList(Math.min(1, command.keys().size()),
                    command.keys().size())) {
                scene.getAccelerators().put(key, command::run);
            }
        }
    }

    private static BooleanExpression not(ObservableValue<Boolean> condition) {
        return Bindings.createBooleanBinding(() -> !condition.getValue(), condition);
    }
}
