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
        GRAPH("Graph", Icon.GRAPH, "The network as a graph: select, colour, merge"),
        SLIMMING("Slimming", Icon.CHART, "Cut channels whose scale in batch normalisation is small (Network Slimming)"),
        SCOP("SCOP", Icon.FLASK,
                "Cut channels that do no better than a placebo: an experiment with a control group (SCOP)"),
        DYNAMIC("Dynamic slimming", Icon.BOLT, "Let each picture use only the channels it needs"),
        PROXYLESS("ProxylessNAS", Icon.BRANCH,
                "Search for the best operation in each block by measured time (ProxylessNAS)"),
        MEMORY("Memory", Icon.MEMORY, "How much is alive while the network runs, and what waits for later nodes"),
        BITS("Bit widths", Icon.BITS, "Fewer bits for weights and activations, layer by layer"),
        SEARCH("Search", Icon.SEARCH, "What methods that search have tried: cost against score"),
        TRAINING("Training", Icon.ACTIVITY, "Train the present on the chosen data; live curves"),
        COMPARE("Compare", Icon.COMPARE, "All versions by accuracy, time and size; two side by side");

        private final String title;
        private final Icon icon;
        private final String hint;

        Tab(String title, Icon icon, String hint) {
            this.title = title;
            this.icon = icon;
            this.hint = hint;
        }

        String title() {
            return title;
        }

        Icon icon() {
            return icon;
        }

        /// True if it has panels of its own, so that those of the window make room.
        boolean isAlone() {
            return this == SLIMMING || this == SCOP || this == DYNAMIC || this == BITS || this == SEARCH
                    || this == TRAINING
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
            button.setTooltip(new Tooltip(tab.title + " (Alt+" + (tab.ordinal() + 1) % 10 + ")\n" + tab.hint));
            button.setAccessibleHelp(tab.hint);
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
