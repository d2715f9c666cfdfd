package dev.secateur.app.window;

import javafx.beans.property.BooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.app.actions.Command;
import dev.secateur.app.actions.CommandMenu;
import dev.secateur.views.theme.Icon;

/// The narrow column at the far left that opens and closes panels.
final class Rail extends VBox {

    private static final double ICON = 18;

    Rail(Panels panels, Command find, Command keys) {
        getStyleClass().add("rail");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        Button search = CommandMenu.iconButton(find);
        Button help = CommandMenu.iconButton(keys);
        getChildren().addAll(toggle(Icon.TREE, "Model and versions", panels.leftOpenProperty()), search, gap,
                toggle(Icon.PANEL_BOTTOM, "Layer table", panels.tableOpenProperty()),
                toggle(Icon.PANEL_RIGHT, "Depth, inspector, methods", panels.rightOpenProperty()), help);
    }

    private static ToggleButton toggle(Icon icon, String name, BooleanProperty open) {
        ToggleButton button = new ToggleButton(null, icon.at(ICON));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.selectedProperty().bindBidirectional(open);
        return button;
    }
}
