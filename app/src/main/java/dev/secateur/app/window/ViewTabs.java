package dev.secateur.app.window;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import dev.secateur.views.theme.Icon;

/// The tabs that say what the middle of the window shows.
final class ViewTabs extends HBox {

    private static final double ICON = 14;

    /// What the middle can show.
    enum Tab {
        GRAPH("Graph", Icon.GRAPH),
        SLIMMING("Slimming", Icon.CHART),
        SCOP("SCOP", Icon.FLASK),
        DYNAMIC("Dynamic slimming", Icon.BOLT),
        PROXYLESS("ProxylessNAS", Icon.BRANCH),
        MEMORY("Memory", Icon.MEMORY),
        BITS("Bit widths", Icon.BITS),
        SEARCH("Search", Icon.SEARCH),
        TRAINING("Training", Icon.ACTIVITY),
        COMPARE("Compare", Icon.COMPARE);

        private final String title;
        private final Icon icon;

        Tab(String title, Icon icon) {
            this.title = title;
            this.icon = icon;
        }

        String title() {
            return title;
        }

        Icon icon() {
            return icon;
        }

        /// True if it has panels of its own, so that those of the window make room.
        boolean isAlone() {
            return this == SLIMMING || this == SCOP || this == DYNAMIC || this == SEARCH || this == TRAINING
                    || this == COMPARE;
        }
    }

    private final ObjectProperty<Tab> shown = new SimpleObjectProperty<>(Tab.GRAPH);

    ViewTabs() {
        getStyleClass().add("view-tabs");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(USE_PREF_SIZE);
        ToggleGroup group = new ToggleGroup();
        for (Tab tab : Tab.values()) {
            ToggleButton button = new ToggleButton(tab.title, tab.icon.at(ICON));
            button.setId("view-" + tab.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().addAll("small", "tab-button", "labelled");
            button.setTooltip(new Tooltip(tab.title));
            button.setToggleGroup(group);
            button.setSelected(tab == shown.get());
            button.setUserData(tab);
            getChildren().add(button);
        }
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                shown.set((Tab) is.getUserData());
            }
        });
        shown.addListener((o, was, is) -> group.getToggles().stream().filter(t -> t.getUserData() == is)
                .forEach(group::selectToggle));
    }

    ObjectProperty<Tab> shownProperty() {
        return shown;
    }
}
